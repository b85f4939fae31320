# Everything one does with Waymark. `make` alone says what that is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:

define HELP
make run      builds what is needed and starts everything in one process, then says which address to open; Ctrl-C stops it
                DATA=folder          where it keeps its data (default: data)
                PORTS_FROM=18080     its first port (default: 8080), the portal's: involvements +1, assessments +2, referrals +3,
                                     alerts +4, reporting +5, sign-in +10
                AS_AT=2022-07-31     begins on that day, with a data folder of its own
                KAFKA=host:port      a broker elsewhere, instead of its own
                MONGO=mongodb://...  a store elsewhere, instead of its own
                ISSUER=https://...   an OpenID provider elsewhere, instead of the demonstration's users; PORTAL_SECRET=... then is the
                                     portal's secret there (best in the environment), PORTAL_CLIENT=... its id (default: portal)
make test     runs every test
make format   formats the sources
make backup   copies everything that is kept, at one moment, while it runs or not: TO=folder, a new one (DATA, MONGO as above)
                KEEP=48              deletes the oldest backups beside it, so that so many stay
make restore  puts such a copy into a new data folder, or into an empty store elsewhere: FROM=folder (DATA, MONGO as above)
make drill    kills the running system again and again under load, restores a backup of it, and counts what was lost
make drill-cluster   two instances of each service as processes, killed at random under load (SECONDS=180), then restarted in turn
                KAFKA=, MONGO= as above: then these two are let be
make bench    measures it against baselines (ONLY=start, post, import, live, rebuild, worklist, referrals, pages, browsers, alerts
                or capacity: just that)
make load     what a case, an event and a live client cost, by a year's mix of events (AUTHORITIES=153 EVENTS=100000)
make verify-audit   checks that nobody changed who read which record (DATA, MONGO as above), while it runs or not
make audit    makes the bill of materials of all libraries (CycloneDX, target/bom.json) and looks it through
make images   builds an image for each service (Docker), with what its start needs written down in it, and one of backup, restore and verify-audit
                BASE=image           what they stand on: a Java runtime 25 (default: eclipse-temurin:25-jre)
                TAG=1                what they are called: waymark/involvements:1 and so on
make pin-release RELEASE=2   keeps this release's events as the last one's, against which the next is tried (deploy/UPGRADE.md)
make smoke    walks a case of each kind through a running system, sees one on its page, and waits for the figures, each one more
                URL=http://127.0.0.1:8080   its portal; BUSY=1 where others work meanwhile
                WAYMARK_SERVICES_INVOLVEMENTS=https://... and so on, in the environment: where the services are not behind it by their ports
                ISSUER=https://..., TOKEN=...   in the environment: the provider, and an access token of it, where it is not the demonstration's
make base-image   makes such a BASE, waymark/base, from this machine's JDK: for places that reach no image registry
make pictures takes the pictures of the main pages anew
make clean    removes what was built; never data

MVN="mvn -Dmaven.repo.local=folder" with any of them gives options to Maven.
endef
export HELP

MVN ?= mvn
ONLY ?=
SECONDS ?= 180
AUTHORITIES ?= 153
EVENTS ?= 100000
URL ?= http://127.0.0.1:8080
BASE ?= eclipse-temurin:25-jre
TAG ?= 1

# A JDK of 25 or later: JAVA_HOME, or where Linux distributions, macOS and SDKMAN keep theirs.
PLACES := $(JAVA_HOME) $(shell ls -d /usr/lib/jvm/* /usr/java/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
	$(HOME)/.sdkman/candidates/java/* $(HOME)/.jdks/* 2>/dev/null)
JDK := $(shell for place in $(PLACES); do \
	version=$$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$$place/release" 2>/dev/null); \
	if [ "$${version:-0}" -ge 25 ] && [ -x "$$place/bin/javac" ]; then echo "$$place"; break; fi; done)
override JAVA_HOME := $(JDK)
export JAVA_HOME

LAUNCHER := platform/launcher/target
DRILLS := deploy/drills/target
# Folders are listed too: a file that was removed shows in its folder's time.
SOURCES := pom.xml $(shell find contracts platform services -name target -prune -o \( -path '*/src/main*' -o -path 'contracts/*' -o -name pom.xml \) -print)
DRILL_SOURCES := $(shell find deploy/drills -name target -prune -o \( -path '*/src/main*' -o -name pom.xml \) -print)
OPTIONS := @platform/launcher/jvm.options
CLASS_PATH = "$(CURDIR)/$(LAUNCHER)/launcher-1-SNAPSHOT.jar:$(CURDIR)/$(LAUNCHER)/lib/*"
DRILLS_CLASS_PATH = "$(CURDIR)/$(DRILLS)/drills-1-SNAPSHOT.jar:$(CURDIR)/$(DRILLS)/lib/*"
# What a start needs, written down by the JVM at a first one after each build. It is void when a jar or its path is another one.
CACHE := $(LAUNCHER)/waymark.aot

.PHONY: help run test format backup restore pin-release drill drill-cluster bench load verify-audit smoke audit images stand-in base-image pictures clean tools

help:
	@echo "$$HELP"

# Java takes the shell's place, so that Ctrl-C and SIGTERM reach it.
run: tools $(CACHE)
	@exec $(JDK)/bin/java $(OPTIONS) -XX:AOTCache="$(CURDIR)/$(CACHE)" -cp $(CLASS_PATH) waymark.launcher.Waymark

test: tools
	@exec $(MVN) -B --no-transfer-progress verify

format: tools
	@exec $(MVN) -B -q spotless:apply

drill: tools $(DRILLS)/built $(CACHE)
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(DRILLS_CLASS_PATH) waymark.drills.Drill

drill-cluster: tools $(DRILLS)/built $(CACHE)
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(DRILLS_CLASS_PATH) waymark.drills.ClusterDrill $(SECONDS)

bench: tools $(DRILLS)/built $(CACHE)
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(DRILLS_CLASS_PATH) waymark.drills.Bench $(ONLY)

load: tools $(DRILLS)/built $(CACHE)
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(DRILLS_CLASS_PATH) waymark.drills.Load $(AUTHORITIES) $(EVENTS)

smoke: tools $(DRILLS)/built
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(DRILLS_CLASS_PATH) waymark.drills.Smoke $(URL)

backup: tools $(LAUNCHER)/built
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(CLASS_PATH) waymark.launcher.Backup

restore: tools $(LAUNCHER)/built
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(CLASS_PATH) waymark.launcher.Restore

# One is enough: events are for ever, so whatever an earlier release said is among the examples of this one.
pin-release:
	@[[ "$(RELEASE)" =~ ^[1-9][0-9]*$$ ]] || { echo "Say which release: RELEASE=2." >&2; exit 1; }
	@rm -rf contracts/releases && mkdir -p contracts/releases/$(RELEASE)
	@cp -r contracts/events contracts/releases/$(RELEASE)/ && rm contracts/releases/$(RELEASE)/events/asyncapi.yaml
	@echo "contracts/releases/$(RELEASE) holds the events of this release."

verify-audit: tools $(LAUNCHER)/built
	@exec $(JDK)/bin/java $(OPTIONS) -cp $(CLASS_PATH) waymark.launcher.VerifyAudit

# The tests' own libraries are left out: they go nowhere.
audit: tools
	@$(MVN) -B -q org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom -DoutputName=bom -DincludeTestScope=false
	@$(JDK)/bin/java deploy/audit/Dependencies.java target/bom.xml deploy/audit/licences.txt

IMAGES := involvements assessments referrals alerts reporting portal identity

# Each module's libraries in its own target/dependency, then a folder for each image, then the images.
images: tools
	@echo "Building Waymark ..."
	@$(MVN) -B -q -Dmaven.test.skip $(foreach module,$(IMAGES) launcher images,-pl :$(module)) -am package dependency:copy-dependencies -DincludeScope=runtime -DoverWriteSnapshots=true
	@deploy/images/layers
	@for image in $(IMAGES); do \
	  echo "Building waymark/$$image:$(TAG) ..." && \
	  docker build -q --network none --build-arg BASE=$(BASE) -t waymark/$$image:$(TAG) -f deploy/images/Dockerfile deploy/images/target/images/$$image || exit; \
	done
	@docker build -q --network none --build-arg BASE=$(BASE) -t waymark/tools:$(TAG) -f deploy/images/tools.Dockerfile deploy/images/target/images/tools

# Broker and store for a composition where their images cannot be had; after `make images`.
stand-in: tools
	@docker build -q --network none --build-arg BASE=$(BASE) -t waymark/stand-in -f deploy/images/stand-in.Dockerfile deploy/images/target/images/involvements

base-image: tools
	@deploy/images/base-image $(JDK)

pictures: tools
	@exec $(MVN) -B -q -pl deploy/journeys -am test -Dtest=Pictures -Dsurefire.failIfNoSpecifiedTests=false

clean: tools
	@exec $(MVN) -B -q clean

tools:
	@[ -n "$(JDK)" ] || { echo "Waymark needs a JDK 25 or later and none was found. Install one (Temurin 25, for instance), or set JAVA_HOME to its folder." >&2; exit 1; }
	@command -v $(firstword $(MVN)) >/dev/null || { echo "Waymark is built with Maven 3.8 or later and there is no $(firstword $(MVN)) here. Install it." >&2; exit 1; }

$(LAUNCHER)/built: $(SOURCES)
	@echo "Building Waymark ..."
	@rm -rf $(LAUNCHER)/lib
	@$(MVN) -B -q -DskipTests -pl platform/launcher -am package
	@touch $@

$(CACHE): $(LAUNCHER)/built $(wildcard $(LAUNCHER)/*.jar $(LAUNCHER)/lib/*.jar)
	@echo "Rehearsing the start ..."
	@folder=$$(mktemp -d) && \
	  $(JDK)/bin/java $(OPTIONS) -XX:AOTCacheOutput="$(CURDIR)/$(CACHE)" -cp $(CLASS_PATH) waymark.launcher.Rehearsal "$$folder" >$(LAUNCHER)/rehearsal.log 2>&1 \
	  || cat $(LAUNCHER)/rehearsal.log; \
	  rm -rf "$$folder"
	@touch $@

$(DRILLS)/built: $(SOURCES) $(DRILL_SOURCES)
	@echo "Building the drills ..."
	@rm -rf $(DRILLS)/lib $(LAUNCHER)/lib
	@$(MVN) -B -q -DskipTests -pl deploy/drills -am package
	@touch $(LAUNCHER)/built $@
