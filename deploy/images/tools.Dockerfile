# Backup, restore and the check of the audit, for where broker and store publish no port: the command is the program's class. It is told as a service is.
# Its context is laid out by deploy/images/layers, as the services' are; it runs for minutes and is asked by nobody, so it needs no rehearsal and no health check.
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
COPY libraries /app/libraries
COPY more /app/more
COPY waymark /app/waymark
# Volumes take the owner of what they are laid over. A backup is its owner's alone.
COPY --chown=10001:10001 data /backups
ENV SPRING_CONFIG_IMPORT=optional:configtree:/run/secrets/waymark/
USER 10001:10001
WORKDIR /tmp
VOLUME ["/backups"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError", "-Djava.net.preferIPv4Stack=true", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/app/waymark/*:/app/more/*:/app/libraries/*"]
