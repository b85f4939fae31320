# Broker and store of the jars that are here anyway, for compositions where their images cannot be had: deploy/compose/stand-ins.yml.
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}
COPY rehearsal /app
COPY --chown=10001:10001 data /data/db
COPY --chown=10001:10001 data /var/lib/kafka/data
USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-Djava.net.preferIPv4Stack=true", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", "/app/*"]
