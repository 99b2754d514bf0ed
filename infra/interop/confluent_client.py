"""Confluent's own client on a running stack: it submits a signed job to the topic and reads every topic back.

    ./tabular status --json | python infra/interop/confluent_client.py

Prints what it did and ends with status 1 when anything is not as promised. Nothing here is ours but the three claims of the signature: schemas come from the registry's
Confluent-compatible API, bytes from Confluent's serializers, transport from librdkafka, JWS and JWK from joserfc.
"""

import hashlib
import json
import struct
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, Producer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient, topic_subject_name_strategy
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext
from joserfc import jws
from joserfc.jwk import ECKey

COMMANDS = "tabular.jobs.commands.v1"
JOB_EVENTS = "tabular.jobs.events.v1"
USAGE = "tabular.usage.v1"
INVOICES = "tabular.billing.invoices.v1"
DEAD_LETTERS = COMMANDS + ".dlt"
LAST_STATES = {"succeeded", "failed", "cancelled", "expired", "rejected"}
TABLE = "age,job,income\n" + "".join(f"{20 + i % 50},{['clerk', 'exec', 'nurse'][i % 3]},{['<=50K', '>50K'][i % 2]}\n" for i in range(500))


class Rest:
    """The API by the standard library, to look at what the topics did."""

    def __init__(self, url, key):
        self.url, self.key = url.rstrip("/"), key

    def __call__(self, method, path, body=None, content_type="application/json", **headers):
        request = urllib.request.Request(self.url + path, body, method=method)
        request.add_header("Authorization", f"Bearer {self.key}")
        request.add_header("Content-Type", content_type)
        for name, value in headers.items():
            request.add_header(name, value)
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)


class Topic:
    """One topic through Confluent's serializers. The schema is the registry's latest of the topic's subject; nothing is registered."""

    def __init__(self, registry, name):
        self.name = name
        self.context = SerializationContext(name, MessageField.VALUE)
        latest = registry.get_latest_version(name + "-value")
        self.schema_id = latest.schema_id
        settings = {"auto.register.schemas": False, "use.latest.version": True, "subject.name.strategy": topic_subject_name_strategy}
        self.serialize = AvroSerializer(registry, latest.schema.schema_str, conf=settings)
        self.deserialize = AvroDeserializer(registry, conf={"subject.name.strategy": topic_subject_name_strategy})

    def bytes_of(self, value):
        return self.serialize(value, self.context)

    def value_of(self, data):
        return self.deserialize(data, self.context)


def sign(key, organization, command, value):
    """The header `tabular-signature`: a compact JWS, ES256, kid = the key's RFC 7638 thumbprint."""
    claims = {"org": organization, "cmd": str(command), "sha256": hashlib.sha256(value).hexdigest()}
    return jws.serialize_compact({"alg": "ES256", "kid": key.thumbprint()}, json.dumps(claims), key)


def verifies(signature, keys, organization, value):
    """Whether a command's JWS is over these bytes, for this organization, by a key of the topic of producer keys."""
    token = signature.decode()
    key_id = jws.extract_compact(token.encode()).headers()["kid"]
    claims = json.loads(jws.deserialize_compact(token, ECKey.import_key(json.loads(keys[key_id]))).payload)
    return claims["org"] == organization and claims["sha256"] == hashlib.sha256(value).hexdigest()


def submission(dataset):
    """A SubmitJob as the schema has it. Where the table lies is left out: the orchestrator knows the organization's datasets."""
    return {
        "commandId": uuid.uuid4(),
        "jobId": uuid.uuid4(),
        "issuedAt": datetime.now(timezone.utc),
        "submit": {"generation": {"datasetId": uuid.UUID(dataset), "algorithm": "gaussian_copula", "rows": 1000, "seed": 7, "validate": True}},
    }


def produce(servers, topic, key, value, signature):
    refused = []
    producer = Producer({"bootstrap.servers": servers, "enable.idempotence": True, "acks": "all"})
    producer.produce(topic, value, key, headers={"tabular-signature": signature}, on_delivery=lambda error, _: error and refused.append(error))
    if producer.flush(30) or refused:
        raise SystemExit(f"{topic} took no record: {refused}")


def records(servers, topic):
    """Every committed record that is in the topic now, from its beginning."""
    consumer = Consumer({"bootstrap.servers": servers, "group.id": "interop", "enable.auto.commit": False, "isolation.level": "read_committed", "enable.partition.eof": True})
    try:
        ahead = set(consumer.list_topics(topic, 10).topics[topic].partitions)
        consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for partition in ahead])
        while ahead:
            record = consumer.poll(10)
            if record is None:
                raise SystemExit(f"{topic} ends nowhere")
            if record.error() is None:
                yield record
            elif record.error().code() == KafkaError._PARTITION_EOF:
                ahead.discard(record.partition())
            else:
                raise SystemExit(f"{topic}: {record.error()}")
    finally:
        consumer.close()


def until(what, find, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = find()
        if found:
            return found
        time.sleep(0.5)
    raise SystemExit(f"After {seconds} s there is no {what}")


def check(holds, promise):
    print(("ok     " if holds else "BROKEN ") + promise)
    if not holds:
        raise SystemExit(1)


def main(stack):
    rest = Rest(stack["url"], stack["api_key"])
    organization = stack["organization_id"]
    servers = stack["connections"]["kafka"]["bootstrap_servers"]
    registry = SchemaRegistryClient({"url": stack["connections"]["registry"]["confluent_api"]})
    commands = Topic(registry, COMMANDS)
    print(f"schema {commands.schema_id} of {COMMANDS}-value from {stack['connections']['registry']['confluent_api']}")

    dataset = rest("POST", "/v1/datasets?name=interop", TABLE.encode(), "text/csv")["id"]
    key = ECKey.generate_key("P-256", private=True)
    registered = rest("POST", "/v1/producer-keys", json.dumps({"public_jwk": key.as_dict(private=False)}).encode())
    check(registered["id"] == key.thumbprint(), f"producer key {registered['id']} registered under its thumbprint")

    command = submission(dataset)
    value = commands.bytes_of(command)
    check(struct.unpack(">bI", value[:5]) == (0, commands.schema_id), f"{len(value)} bytes begin with magic 0 and schema id {commands.schema_id}")
    job = str(command["jobId"])
    produce(servers, COMMANDS, f"{organization}|{job}", value, sign(key, organization, command["commandId"], value))
    print(f"       job {job} produced by librdkafka")

    def ended():
        try:
            body = rest("GET", f"/v1/jobs/{job}", Prefer="wait=20")
        except urllib.error.HTTPError as e:
            if e.code == 404:  # not yet read by the orchestrator
                return None
            raise
        return body if body["state"] in LAST_STATES else None

    shown = until("end of the job", ended, 120)
    check(shown["state"] == "succeeded", f"REST shows it {shown['state']}, {shown['outputs'][0]['rows'] if shown['outputs'] else 0} rows, quality {shown['scores'].get('quality', 0):.3f}")

    by_gateway = rest("POST", "/v1/jobs", json.dumps({"type": "generation", "dataset_id": dataset, "rows": 10}).encode())["id"]

    def sent():
        return next((r for r in records(servers, COMMANDS) if r.key().decode().endswith(by_gateway)), None)

    sent_by_gateway = until("command of the gateway", sent)
    producer_keys = Topic(registry, "tabular.accounts.producer-keys.v1")
    keys = {it["keyId"]: it["publicJwk"] for it in (producer_keys.value_of(r.value()) for r in records(servers, producer_keys.name) if r.value())}
    signature = dict(sent_by_gateway.headers())["tabular-signature"]
    check(verifies(signature, keys, organization, sent_by_gateway.value()), "a command of the gateway verifies with its public key from the topic")

    forged = submission(dataset)
    bytes_before = commands.bytes_of(forged)
    signature = sign(key, organization, forged["commandId"], bytes_before)
    forged["submit"]["generation"]["rows"] = 2000
    produce(servers, COMMANDS, f"{organization}|{forged['jobId']}", commands.bytes_of(forged), signature)

    def refused():
        for record in records(servers, DEAD_LETTERS):
            if record.key().decode().endswith(str(forged["jobId"])):
                return {name: text.decode(errors="replace") for name, text in record.headers()}
        return None

    letter = until("dead letter", refused)
    check("tabular-signature" not in letter, f"changed after signing: dead letter, \"{letter['dlt-reason']}\"")

    def billed():
        usage = Topic(registry, USAGE)
        meters = (usage.value_of(record.value()) for record in records(servers, USAGE))
        return {it["usage"]["meter"]: it["usage"]["quantity"] for it in meters if it["usage"] and str(it["usage"]["jobId"]) == job}

    meters = until("usage of the job", billed)
    check(meters["rows_generated"] == 1000, "usage: " + ", ".join(f"{meter} {quantity.normalize():f}" for meter, quantity in sorted(meters.items())))

    def invoiced():
        invoices = Topic(registry, INVOICES)
        mine = [invoices.value_of(r.value()) for r in records(servers, INVOICES) if r.key().decode().startswith(organization)]
        newest = max(mine, key=lambda it: (it["period"], it["sequence"]), default=None)
        lines = {line["meter"]: line["quantity"] for line in newest["lines"]} if newest else {}
        return newest if lines.get("rows_generated", 0) >= 1000 else None

    invoice = until("invoice with the rows", invoiced)
    check(invoice["currency"] == "USD", f"invoice {invoice['period']} {invoice['status'].lower()}, total {invoice['total']:.2f} {invoice['currency']}")

    # Bytes both ways: what the Java services wrote, read and written again by Confluent's classes, is the same to the byte.
    for name in (COMMANDS, JOB_EVENTS, USAGE, INVOICES, "tabular.tasks.events.v1", "tabular.dispatch.synthesis-cpu.v1", "tabular.datasets.v1", "tabular.accounts.producer-keys.v1"):
        topic, equal, total = Topic(registry, name), 0, 0
        for record in records(servers, name):
            if record.value() is not None:
                total += 1
                equal += topic.bytes_of(topic.value_of(record.value())) == record.value()
        check(total > 0 and equal == total, f"{name}: {total} records, read and written again, are the same bytes")


if __name__ == "__main__":
    with sys.stdin if len(sys.argv) < 2 else open(sys.argv[1]) as status:
        main(json.load(status))
