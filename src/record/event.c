#include "record/event.h"

#include "base/bytes.h"
#include "base/text.h"

/* The one-call digests of OpenSSL 3 look their algorithm up by name and allocate on each call: as dear as the
 * hashing itself at a million events. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <endian.h>
#include <openssl/sha.h>
#include <string.h>

/* Identity.  What is hashed is told in words below; changing it changes every id, so the first field counts
 * the changes. */
#define IDENTITY          "event/1"
#define IDENTITY_OF_PARTY "event/1 of a party" /* whose name follows */

/* Fields are gathered before they are hashed: a call for each costs more than its hashing. */
struct digest {
	SHA256_CTX hash;
	uint64_t hashed; /* bytes, all of them whole blocks */
	size_t used;
	uint8_t bytes[10 * SHA256_CBLOCK]; /* the last two for what is behind the last field */
	struct event_memo *memo;
};

#define GATHERED (8 * SHA256_CBLOCK)

_Static_assert(sizeof((struct event_memo *)0)->block == SHA256_CBLOCK, "a block of the digest");

static void digest_begin(struct digest *d)
{
	d->hashed = 0;
	d->used = 0;
}

static void hash_first(struct digest *d)
{
	struct event_memo *m = d->memo;

	SHA256_Init(&d->hash);
	if (m->known && memcmp(m->block, d->bytes, sizeof m->block) == 0) {
		memcpy(d->hash.h, m->behind, sizeof m->behind);
		return;
	}
	SHA256_Transform(&d->hash, d->bytes);
	memcpy(m->block, d->bytes, sizeof m->block);
	memcpy(m->behind, d->hash.h, sizeof m->behind);
	m->known = true;
}

/* The whole blocks of what is gathered. */
static void hash_gathered(struct digest *d)
{
	size_t whole = d->used / SHA256_CBLOCK * SHA256_CBLOCK, from = 0;

	if (whole && !d->hashed) {
		hash_first(d);
		from = SHA256_CBLOCK;
	}
	if (whole > from)
		SHA256_Update(&d->hash, d->bytes + from, whole - from);
	memmove(d->bytes, d->bytes + whole, d->used - whole);
	d->used -= whole;
	d->hashed += whole;
}

/* Behind the bytes goes a one bit, and at the end of the last block how many bits they were (FIPS
 * 180-4, 5.1.1). */
static void digest_end(struct digest *d, uint8_t hash[SHA256_DIGEST_LENGTH])
{
	uint64_t bits = htobe64((d->hashed + d->used) * 8);
	size_t end = (d->used + 1 + sizeof bits + SHA256_CBLOCK - 1) / SHA256_CBLOCK * SHA256_CBLOCK;

	memset(d->bytes + d->used, 0, end - d->used);
	d->bytes[d->used] = 0x80;
	memcpy(d->bytes + end - sizeof bits, &bits, sizeof bits);
	d->used = end;
	hash_gathered(d);
	for (size_t i = 0; i < SHA256_DIGEST_LENGTH / 4; i++) {
		uint32_t big = htobe32(d->hash.h[i]);

		memcpy(hash + 4 * i, &big, sizeof big);
	}
}

static void add_length(uint8_t *at, size_t n)
{
	uint32_t big = htobe32((uint32_t)n);

	memcpy(at, &big, sizeof big);
}

/* Where the next n bytes go, at most half of GATHERED. */
static uint8_t *next_bytes(struct digest *d, size_t n)
{
	uint8_t *at;

	if (n > GATHERED - d->used)
		hash_gathered(d);
	at = d->bytes + d->used;
	d->used += n;
	return at;
}

static __attribute__((noinline)) void hash_field(struct digest *d, const char *bytes, size_t n)
{
	size_t part = n < GATHERED / 4 ? n : GATHERED / 4;
	uint8_t *at = next_bytes(d, 4 + part);

	add_length(at, n);
	bytes_copy(at + 4, bytes, part);
	while (n -= part) {
		bytes += part;
		part = n < GATHERED / 4 ? n : GATHERED / 4;
		bytes_copy(next_bytes(d, part), bytes, part);
	}
}

/* What was not said differs from what was said to be empty. */
static inline void hash_text(struct digest *d, const char *s)
{
	if (s)
		hash_field(d, s, strlen(s));
	else
		memset(next_bytes(d, 4), 0xFF, 4);
}

static void hash_number(struct digest *d, int64_t n)
{
	uint8_t *at = next_bytes(d, 4 + sizeof n);
	uint64_t big = htobe64((uint64_t)n);

	add_length(at, sizeof n);
	memcpy(at + 4, &big, sizeof big);
}

/* The time on the sender's clock, read as UTC: it does not change when the zone becomes known later. */
static instant local_of(const struct moment *m)
{
	if (m->at == INSTANT_NONE || m->zone_source == ZONE_NOBODY)
		return m->at;
	return m->at + m->offset * INSTANT_SECOND;
}

static void hash_moment(struct digest *d, const struct moment *m)
{
	hash_text(d, m->text);
	if (!m->text)
		hash_number(d, local_of(m));
	hash_number(d, m->precision);
}

static void put_milliseconds(uint8_t id[16], instant t)
{
	int64_t most = (INT64_C(1) << 48) - 1;
	int64_t ms = t == INSTANT_NONE || t < 0 ? 0 : t / 1000;

	if (ms > most)
		ms = most;
	for (int i = 0; i < 6; i++)
		id[i] = (uint8_t)(ms >> (40 - 8 * i));
}

/* As the sender's clock showed it: a zone that becomes known later makes no new event. */
static int64_t said_locally(const struct event *e)
{
	return e->said == INSTANT_NONE ? e->said : e->said + e->said_offset * INSTANT_SECOND;
}

/* The facility as received, however it is understood. */
static const char *said_where(const struct event *e)
{
	if (!e->facility_said)
		return e->facility;
	return *e->facility_said ? e->facility_said : NULL;
}

static void identify(struct digest *d, struct event *e)
{
	uint8_t hash[SHA256_DIGEST_LENGTH];

	digest_begin(d);
	hash_text(d, e->party ? IDENTITY_OF_PARTY : IDENTITY);
	if (e->party)
		hash_text(d, e->party);
	hash_text(d, e->sender);
	hash_text(d, e->document);
	hash_number(d, e->function);
	hash_number(d, said_locally(e));
	hash_number(d, e->subject_kind);
	hash_text(d, e->subject);
	hash_text(d, e->code);
	hash_number(d, e->type);
	hash_number(d, e->classifier);
	hash_moment(d, &e->happened);
	hash_text(d, e->place_text ? e->place_text : e->place); /* as received */
	hash_text(d, said_where(e));
	hash_text(d, e->transport.key);
	hash_number(d, e->load_mapped ? e->load_said : e->load_state);
	hash_text(d, e->size_said ? e->size_said : e->size_type);
	hash_number(d, (int64_t)e->seal_count);
	for (size_t i = 0; i < e->seal_count; i++)
		hash_text(d, e->seals[i]);
	if (e->code && strcmp(e->code, EVENT_NOTE) == 0) /* all that tells two statuses apart */
		for (size_t i = 0; i < e->remark_count; i++)
			hash_text(d, e->remarks[i]);
	digest_end(d, hash);

	put_milliseconds(e->id, local_of(&e->happened));
	memcpy(e->id + 6, hash, 10);
	e->id[6] = (uint8_t)(0x80 | (e->id[6] & 0x0F)); /* version 8, RFC 9562 */
	e->id[8] = (uint8_t)(0x80 | (e->id[8] & 0x3F)); /* variant */
}

void events_identify_on(struct event_memo *memo, struct event *events, size_t n, const char *sender)
{
	struct digest d;

	d.memo = memo;
	for (size_t i = 0; i < n; i++) {
		events[i].sender = sender;
		identify(&d, &events[i]);
	}
}

void events_identify(struct event *events, size_t n, const char *sender)
{
	struct event_memo memo = {.known = false};

	events_identify_on(&memo, events, n, sender);
}

/* JSON */

static void member_instant(struct json *j, const char *key, instant t, int offset)
{
	if (t == INSTANT_NONE)
		return;
	jw_key(j, key);
	jw_open(j, '"');
	instant_write(j->out, t, offset);
	jw_close(j, '"');
}

static void member_moment(struct json *j, const char *key, const struct moment *m)
{
	if (m->at == INSTANT_NONE && !m->text)
		return;
	jw_key(j, key);
	jw_open(j, '{');
	if (m->zone_source != ZONE_NOBODY)
		member_instant(j, "at", m->at, m->offset);
	jw_member(j, "local", m->text);
	jw_member(j, "precision", precision_names[m->precision]);
	jw_member(j, "zoneFrom", zone_source_names[m->zone_source]);
	jw_close(j, '}');
}

static void member_transport(struct json *j, const struct transport_ref *t)
{
	bool said = t->key || t->mode || t->imo || t->call_sign || t->name || t->voyage || t->carrier ||
		    t->train || t->wagon || t->call;

	if (!said)
		return;
	jw_key(j, "transport");
	jw_open(j, '{');
	jw_member(j, "key", t->key);
	jw_member(j, "mode", mode_names[t->mode]);
	jw_member(j, "imo", t->imo);
	jw_member(j, "callSign", t->call_sign);
	jw_member(j, "name", t->name);
	jw_member(j, "voyage", t->voyage);
	jw_member(j, "carrier", t->carrier);
	jw_member(j, "train", t->train);
	jw_member(j, t->mode == MODE_TRUCK ? "plate" : "wagon", t->wagon);
	jw_member(j, "call", t->call);
	jw_close(j, '}');
}

static void member_references(struct json *j, const struct event *e)
{
	if (!e->reference_count)
		return;
	jw_key(j, "references");
	jw_open(j, '[');
	for (size_t i = 0; i < e->reference_count; i++) {
		jw_open(j, '{');
		jw_member(j, "kind", e->references[i].kind);
		jw_member(j, "value", e->references[i].value);
		jw_close(j, '}');
	}
	jw_close(j, ']');
}

static void member_list(struct json *j, const char *key, const char *const *list, size_t n)
{
	if (!n)
		return;
	jw_key(j, key);
	jw_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jw_string(j, list[i]);
	jw_close(j, ']');
}

static void write_what(struct json *j, const struct event *e)
{
	jw_key(j, "eventID");
	jw_open(j, '"');
	text_uuid(j->out, e->id);
	jw_close(j, '"');
	jw_member(j, "subjectKind", subject_kind_names[e->subject_kind]);
	jw_member(j, "subject", e->subject);
	jw_member(j, "eventType", event_type_names[e->type]);
	jw_member(j, "eventCode", e->code);
	jw_member(j, "classifier", classifier_names[e->classifier]);
	member_moment(j, "happened", &e->happened);
	member_instant(j, "said", e->said, 0);
	jw_member(j, "function", function_names[e->function]);
	jw_member(j, "sender", e->sender);
	jw_member(j, "document", e->document);
}

static void write_how(struct json *j, const struct event *e)
{
	jw_member(j, "loadState", load_state_names[e->load_state]);
	if (e->number_failed)
		jw_member_bool(j, "numberFailed", true);
	jw_member(j, "sizeType", e->size_type);
	jw_member(j, "movement", e->movement);
	jw_member(j, "operator", e->operator_code);
	jw_member(j, "loadPlace", e->load_place);
	jw_member(j, "dischargePlace", e->discharge_place);
	jw_member(j, "destination", e->destination);
	jw_member(j, "stowage", e->stowage);
}

void event_write(struct json *j, const struct event *e)
{
	jw_open(j, '{');
	write_what(j, e);
	jw_member(j, "place", e->place);
	jw_member(j, "placeText", e->place_text);
	jw_member(j, "facility", e->facility);
	jw_member(j, "facilityList", e->facility_list);
	member_transport(j, &e->transport);
	write_how(j, e);
	member_references(j, e);
	member_list(j, "seals", e->seals, e->seal_count);
	member_list(j, "measures", e->measures, e->measure_count);
	member_list(j, "remarks", e->remarks, e->remark_count);
	jw_member_integer(j, "segment", e->segment);
	jw_member_integer(j, "offset", (int64_t)e->offset);
	jw_close(j, '}');
}
