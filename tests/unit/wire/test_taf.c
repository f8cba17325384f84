/* TAF messages: each kind's events, in any pieces, from any safe place, with what is odd about them named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wire/dcsa.h"
#include "wire/dcsa3.h"
#include "wire/heard.h"
#include "wire/rail/taf.h"
#include "wire/taf_samples.h"

#include <stdlib.h>

/* A world that knows PL33605. */
static const char *called(void *self, const char *list, const char *code)
{
	(void)self;
	return strcmp(list, "PLC") == 0 && strcmp(code, "PL33605") == 0 ? "PLWAW" : NULL;
}

static const struct zone *zone_of_country(void *self, const char *country)
{
	return strcmp(country, "PL") == 0 ? ((struct little_world *)self)->east9 : NULL;
}

static void hear_taf(struct heard *h, const char *bytes, size_t n, const size_t *cuts, size_t count)
{
	struct little_world w;

	little_world_make(&w);
	w.world.place_called = called;
	w.world.zone_of_country = zone_of_country;
	*h = (struct heard){.out = TEXT_INIT};
	hear_cut_as(h, "TAF", &w.world, bytes, n, cuts, count);
	arena_free(&w.arena);
}

static void hear_whole(struct heard *h, const char *bytes)
{
	hear_taf(h, bytes, strlen(bytes), NULL, 0);
}

static void each_kind_makes_its_events(void **state)
{
	static const struct {
		const char *bytes;
		unsigned events;
		const char *words[6];
	} rows[] = {
		{TAF_4005("1", "2026-06-25T18:42:00+02:00", "05"), 1,
			{"message 1 TrainRunningInformation 2.1.6 reference=run-1 "
			 "document=41020/2026-06-25@PL33605/05 sender=0051 function=original",
				"\"subject\":\"TRAIN:41020/"
				"2026-06-25\",\"eventType\":\"TRANSPORT\",\"eventCode\":\"WAYP\","
				"\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-25T18:42:00+02:00\"",
				"\"place\":\"PLWAW\",\"placeText\":\"Warszawa Praga\"",
				"\"transport\":{\"key\":\"TRAIN:41020/"
				"2026-06-25\",\"mode\":\"RAIL\",\"carrier\":\"2151\","
				"\"train\":\"41020\",\"call\":\"TRAIN:41020/2026-06-25@PLWAW\"}",
				"{\"kind\":\"TRAIN-TAF\",\"value\":\"2151/--LYG41020AB/00/2026/2026-06-25\"},"
				"{\"kind\":\"TRAIN-NUMBER\",\"value\":\"41020\"}",
				"\"remarks\":[\"SENDER:file-7\",\"BOOKED:2026-06-25T18:32:00+02:00\",\"LATE:"
				"+0010\","
				"\"NEXT-NETWORK:0080\",\"STATUS:05\",\"LEAVES-AT:Rzepin\"]"}},
		{TAF_4004, 1,
			{"\"subject\":\"TRAIN:41020/2026-06-25\"",
				"\"eventCode\":\"ARRI\",\"classifier\":\"EST\"",
				"2026-06-25T19:10:00+02:00"}},
		{TAF_4006, 1,
			{"\"eventCode\":\"HOLD\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-25T18:"
			 "50:00+02:00\"",
				"\"LOC:km 12.3\",\"REASON:51\",\"TEXT:Tree on the line\","
				"\"EARLIEST-END:2026-06-25T20:00:00+02:00\""}},
		{TAF_3003, 5,
			{"\"subject\":\"WAGON:335145512349\",\"eventType\":\"TRANSPORT\",\"eventCode\":"
			 "\"ABRD\","
			 "\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-25T12:00:00+02:00\"",
				"\"placeText\":\"Terespol\",\"transport\":{\"key\":\"TRAIN:41020/"
				"2026-06-25\",\"mode\":\"RAIL\","
				"\"carrier\":\"2151\",\"train\":\"41020\",\"wagon\":\"335145512349\"},"
				"\"destination\":\"PLWAW\","
				"\"stowage\":\"01\"",
				"\"measures\":[\"N:51000:KGM\",\"T:20100:KGM\"]",
				"\"subjectKind\":\"container\",\"subject\":\"LYGU7000010\",\"eventType\":"
				"\"EQUIPMENT\","
				"\"eventCode\":\"ABRD\"",
				"\"loadState\":\"LADEN\",\"destination\":\"PLWAW\",\"references\":[{\"kind\":"
				"\"CUSTOMS\","
				"\"value\":\"26PL301010E0001234\"}],\"seals\":[\"118001\",\"118002\"],"
				"\"measures\":[\"T:2200:KGM\"]",
				"\"wagon\":\"335145512356\"},\"destination\":\"PLWAW\",\"stowage\":\"02\""}},
		{TAF_5002, 2,
			{"\"subject\":\"WAGON:335145512349\",\"eventType\":\"TRANSPORT\",\"eventCode\":"
			 "\"ARRI\","
			 "\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-25T19:00:00+02:00\"",
				"\"subject\":\"LYGU7000010\",\"eventType\":\"EQUIPMENT\",\"eventCode\":"
				"\"ABRD\"",
				"\"measures\":[\"N:20000:KGM\"]"}},
		{TAF_5003, 2,
			{"\"eventCode\":\"NOTE\",\"classifier\":\"ACT\"", "STATUS:delivered to siding"}},
		{TAF_5004, 2, {"\"eventCode\":\"DEPA\",\"classifier\":\"ACT\""}},
		{TAF_5006, 3,
			{"\"eventCode\":\"ARRI\",\"classifier\":\"EST\",\"happened\":{\"at\":\"2026-06-26T04:"
			 "00:00+02:00\"",
				"\"eventCode\":\"DEPA\",\"classifier\":\"EST\"",
				"\"transport\":{\"key\":\"TRAIN:LYG41020AB/2026-06-25\"",
				"{\"kind\":\"RELATED\",\"value\":\"ask-1\"}",
				/* the box is on the wagon when it is said, wherever it is expected */
				"\"subject\":\"LYGU7000010\",\"eventType\":\"EQUIPMENT\",\"eventCode\":"
				"\"ABRD\","
				"\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-25T18:43:00+02:00\""}},
		{TAF_4001("2"), 2,
			{"document=41020/2026-06-25@PL33606/delay file-7 sender=0051 function=replace",
				"\"subject\":\"TRAIN:41020/"
				"2026-06-25\",\"eventType\":\"TRANSPORT\",\"eventCode\":"
				"\"NOTE\",\"classifier\":\"ACT\",\"happened\":{\"at\":\"2026-06-25T18:31:00+"
				"02:00\"",
				"\"document\":\"41020/2026-06-25@PL33605/delay file-7\",\"place\":\"PLWAW\"",
				"\"remarks\":[\"SENDER:file-7\",\"STATUS:04\",\"DELAY-CAUSE:25\",\"DELAY:"
				"10\","
				"\"INCIDENT:26\"]",
				"\"remarks\":[\"SENDER:file-7\",\"STATUS:04\",\"DELAY-CAUSE:90\",\"DELAY:4\","
				"\"INCIDENT:26\"]"}},
		{TAF_5007("1"), 2,
			{"\"subject\":\"WAGON:335145512349\",\"eventType\":\"TRANSPORT\",\"eventCode\":"
			 "\"HOLD\"",
				"\"at\":\"2026-06-25T18:30:00+02:00\"",
				"\"STATUS:16\",\"BOOKED:2026-06-25T18:00:00+02:00\",\"REASON:wagon damaged\","
				"\"TEXT:Brake\",\"INTERRUPTION:1\",\"INTERRUPTION:2\"",
				"\"subject\":\"LYGU7000010\",\"eventType\":\"EQUIPMENT\",\"eventCode\":"
				"\"ABRD\""}},
		{TAF_5007("0"), 2, {"\"eventCode\":\"NOTE\"", "\"STATUS:exception\""}},
		{TAF_5009, 2,
			{"\"eventCode\":\"HAND\",\"classifier\":\"PLN\"", "\"operator\":\"2180\"",
				"TRAIN:41020/2026-06-25"}},
		{TAF_5012, 1, {"\"eventCode\":\"HAND\",\"classifier\":\"ACT\"", "\"operator\":\"0051\""}},
		{TAF_5013, 1,
			{"\"eventCode\":\"HOLD\",\"classifier\":\"ACT\"", "\"REASON:1234\",\"TEXT:Brake\"",
				"STATUS:refused at interchange"}},
		{TAF_5014, 2, {"\"eventCode\":\"NOTE\"", "STATUS:ready to be pulled"}},
		{TAF_5015, 1, {"\"eventCode\":\"ARRI\",\"classifier\":\"ACT\""}},
		{TAF_5016, 1, {"\"eventCode\":\"DEPA\",\"classifier\":\"ACT\""}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_whole(&h, rows[i].bytes);
		for (size_t k = 0; k < 6 && rows[i].words[k]; k++)
			assert_true(heard_has(&h, rows[i].words[k]));
		assert_int_equal(h.messages, 1);
		assert_int_equal(h.events, rows[i].events);
		assert_int_equal(h.accepted, 1);
		assert_true(heard_has_not(&h, "element-unknown"));
		heard_free(&h);
	}
}

static void a_running_status_is_what_the_list_says(void **state)
{
	static const struct {
		const char *bytes, *word;
		bool odd;
	} rows[] = {
		{TAF_4005("1", "2026-06-25T18:42:00Z", "01"), "\"eventCode\":\"ARRI\"", false},
		{TAF_4005("1", "2026-06-25T18:42:00Z", "02"), "\"eventCode\":\"DEPA\"", false},
		{TAF_4005("1", "2026-06-25T18:42:00Z", "03"), "\"eventCode\":\"ARRI\"", false},
		{TAF_4005("1", "2026-06-25T18:42:00Z", "04"), "\"eventCode\":\"DEPA\"", false},
		{TAF_4005("1", "2026-06-25T18:42:00Z", "00"), "\"eventCode\":\"NOTE\"", false},
		{TAF_4005("1", "2026-06-25T18:42:00Z", "77"), "\"code\":\"running-status\"", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct heard h;

		hear_whole(&h, rows[i].bytes);
		assert_true(heard_has(&h, rows[i].word));
		assert_int_equal(h.warned, rows[i].odd);
		heard_free(&h);
	}
}

static void a_message_status_changes_or_deletes(void **state)
{
	struct heard h;

	(void)state;
	hear_whole(&h, TAF_4005("2", "2026-06-25T18:44:00Z", "05"));
	assert_true(heard_has(&h, "document=41020/2026-06-25@PL33605/05 sender=0051 function=replace"));
	heard_free(&h);
	hear_whole(&h, TAF_4005("3", "2026-06-25T18:44:00Z", "05"));
	assert_true(heard_has(&h, "function=cancel"));
	heard_free(&h);
}

static void a_time_without_offset_is_its_countrys(void **state)
{
	struct heard h;

	(void)state;
	hear_whole(&h, TAF_4005("1", "2026-06-25T18:42:00", "05"));
	assert_true(heard_has(&h, "\"at\":\"2026-06-25T18:42:00+09:00\""));
	assert_true(heard_has(&h, "\"zoneFrom\":\"country\""));
	heard_free(&h);
}

/* Prefixes, a default namespace and none are one thing. */
static void names_count_without_their_prefix(void **state)
{
	static const char prefixed[] =
		"<t:WagonYardArrivalMessage xmlns:t=\"http://www.era.europa.eu/schemes/TAFTSI/3.4\">"
		"<t:WagonNumberFreight>335145512349</t:WagonNumberFreight><t:YardArrival>"
		"<t:Location><t:CountryCodeISO>PL</t:CountryCodeISO></t:Location>"
		"<t:ArrivalTimeAtLocationActual>2026-06-25T19:00:00Z</t:ArrivalTimeAtLocationActual>"
		"</t:YardArrival></t:WagonYardArrivalMessage>";
	struct heard h;

	(void)state;
	hear_whole(&h, prefixed);
	assert_true(heard_has(&h, "\"subject\":\"WAGON:335145512349\""));
	assert_int_equal(h.events, 1);
	heard_free(&h);
}

/* A reference whose last letter was half there broke the whole delivery at the database. */
static void a_name_that_is_too_long_is_not_cut_within_a_letter(void **state)
{
	static const char company[] = "<Company>2151</Company>",
			  russian[] = "<Company>x\u0410\u0411\u0412\u0413\u0414\u0415\u0416</Company>";
	const char *told = TAF_4005("1", "2026-06-25T18:42:00+02:00", "05"), *at = strstr(told, company);
	char bytes[8192];
	struct heard h;

	(void)state;
	assert_non_null(at);
	snprintf(bytes, sizeof bytes, "%.*s%s%s", (int)(at - told), told, russian, at + strlen(company));
	hear_whole(&h, bytes);
	assert_true(heard_has(
		&h, "\"value\":\"x\u0410\u0411\u0412\u0413\u0414/--LYG41020AB/00/2026/2026-06-25\""));
	heard_free(&h);
}

static void what_is_odd_is_named_with_its_place(void **state)
{
	static const struct {
		const char *bytes, *code, *path;
		unsigned refused;
		const char *at; /* the diagnostic's offset is where this begins; NULL: not looked at */
	} rows[] = {
		{"<TrainReadyMessage><MessageHeader/></TrainReadyMessage>", "message-type",
			"/TrainReadyMessage", 1, "<TrainReadyMessage>"},
		{"<WonderMessage/>", "message-type", "/WonderMessage", 1, NULL},
		{TAF_4005("1", "yesterday", "05"), "date-invalid",
			"/TrainRunningInformationMessage/TrainLocationReport/LocationDateTime", 1,
			"<LocationDateTime>"},
		{"<TrainRunningInformationMessage><OperationalTrainNumberIdentifier><OperationalTrainNumber>7"
		 "</OperationalTrainNumber></OperationalTrainNumberIdentifier></"
		 "TrainRunningInformationMessage>",
			"train-undated", "/TrainRunningInformationMessage", 1, NULL},
		{TAF_COMPOSITION_BEGINS TAF_WAGON("335145512340", "1", "") TAF_COMPOSITION_ENDS,
			"check-digit", "/TrainCompositionMessage/TrainCompositionJourneySection/WagonData", 0,
			"<WagonData>"},
		{TAF_COMPOSITION_BEGINS TAF_WAGON("335145512349", "1", TAF_BOX("LYGU", "700001", "1"))
				TAF_COMPOSITION_ENDS,
			"check-digit", "/TrainCompositionMessage/TrainCompositionJourneySection/WagonData", 0,
			"<ITU_Details>"},
		{TAF_COMPOSITION_BEGINS TAF_WAGON("none", "1", "") TAF_COMPOSITION_ENDS, "wagon-number",
			"/TrainCompositionMessage/TrainCompositionJourneySection/WagonData", 1, NULL},
		{TAF_COMPOSITION_BEGINS "<Wheel/><Wheel><Rim/></Wheel>" TAF_WAGON("335145512349", "1", "")
				TAF_COMPOSITION_ENDS,
			"element-unknown", "/TrainCompositionMessage/TrainCompositionJourneySection/Wheel", 0,
			"<Wheel/>"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text word = TEXT_INIT;
		struct heard h;

		hear_whole(&h, rows[i].bytes);
		text_printf(&word, "\"code\":\"%s\"", rows[i].code);
		assert_true(heard_has(&h, text_string(&word)));
		text_clear(&word);
		text_printf(&word, "\"path\":\"%s\",\"offset\":", rows[i].path);
		if (rows[i].at)
			text_printf(
				&word, "%zu}", (size_t)(strstr(rows[i].bytes, rows[i].at) - rows[i].bytes));
		assert_true(heard_has(&h, text_string(&word)));
		assert_int_equal(h.messages, 1);
		assert_int_equal(h.refused, rows[i].refused);
		text_free(&word);
		heard_free(&h);
	}
}

static void unknown_elements_are_told_once(void **state)
{
	struct heard h;

	(void)state;
	hear_whole(&h, TAF_COMPOSITION_BEGINS
		"<Wheel/><Wheel><Rim/></Wheel>" TAF_WAGON("335145512349", "1", "") TAF_COMPOSITION_ENDS);
	assert_true(heard_has(&h, "2 elements have no row here"));
	assert_int_equal(h.accepted, 1);
	heard_free(&h);
}

static void a_document_without_a_message_is_told(void **state)
{
	struct heard h;

	(void)state;
	hear_whole(&h, "<html><body>Not found</body></html>");
	assert_true(heard_has(&h, "outside {\"severity\":\"error\",\"code\":\"no-message\""));
	assert_int_equal(h.messages, 0);
	heard_free(&h);
}

/* A fault refuses the message that it stands in; those before it, and those of later documents, hold. */
static void a_broken_document_leaves_the_others(void **state)
{
	struct heard h;

	(void)state;
	hear_whole(&h, TAF_XML "<b>" TAF_5015 "<WagonYardDepartureMessage><a></b>" TAF_5016 TAF_XML TAF_5016);
	assert_int_equal(h.messages, 3);
	assert_int_equal(h.refused, 1);
	assert_int_equal(h.accepted, 2);
	assert_true(heard_has(&h, "\"code\":\"xml-syntax\""));
	heard_free(&h);
	hear_whole(&h, TAF_5015 "<WagonYardDepartureMessage><a>");
	assert_int_equal(h.refused, 1);
	assert_int_equal(h.accepted, 1);
	assert_true(heard_has(&h, "\"code\":\"xml-cut\""));
	heard_free(&h);
}

static void a_document_type_and_an_entity_are_refused(void **state)
{
	struct heard h;

	(void)state;
	hear_whole(&h, "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" TAF_5015);
	assert_int_equal(h.messages, 0);
	assert_true(heard_has(&h, "\"code\":\"xml-doctype\""));
	heard_free(&h);
	hear_whole(&h, "<WagonYardArrivalMessage><WagonNumberFreight>&a;</WagonNumberFreight></"
		       "WagonYardArrivalMessage>");
	assert_int_equal(h.refused, 1);
	assert_true(heard_has(&h, "\"code\":\"xml-entity\""));
	heard_free(&h);
}

static void cut_anywhere_it_says_the_same(void **state)
{
	static const char all[] =
		TAF_ALL "<x>" TAF_5015 "<WagonYardArrivalMessage>&no;</x>" TAF_XML TAF_5016 "junk";
	size_t n = sizeof all - 1, *cuts = malloc(n * sizeof *cuts);
	struct heard whole, cut;

	(void)state;
	hear_taf(&whole, all, n, NULL, 0);
	assert_int_equal(whole.messages, TAF_ALL_MESSAGES + 3);
	assert_int_equal(whole.accepted, TAF_ALL_MESSAGES + 2);
	for (size_t i = 0; i < n; i++)
		cuts[i] = i;
	hear_taf(&cut, all, n, cuts, n);
	assert_string_equal(text_string(&cut.out), text_string(&whole.out));
	heard_free(&cut);
	for (size_t i = 1; i < n; i += 7) {
		hear_taf(&cut, all, n, &i, 1);
		assert_string_equal(text_string(&cut.out), text_string(&whole.out));
		heard_free(&cut);
	}
	heard_free(&whole);
	free(cuts);
}

/* Decodes up to a cut and takes up in another decoder from the safe place on. */
static void from_any_safe_place_it_says_the_same(void **state)
{
	static const char all[] = TAF_ALL;
	size_t n = sizeof all - 1;
	struct little_world w;
	struct heard whole;
	uint64_t last = 0;
	unsigned places = 0;

	(void)state;
	little_world_make(&w);
	whole = (struct heard){.out = TEXT_INIT};
	hear_cut_as(&whole, "TAF", &w.world, all, n, NULL, 0);
	for (size_t half = 0; half <= n; half += 11) {
		struct heard h = {.out = TEXT_INIT};
		struct decode_sink sink = heard_sink(&h);
		struct decoder *d = decoder_new("TAF", &w.world, NULL, &sink);
		struct decoder *e = decoder_new("TAF", &w.world, NULL, &sink);
		struct arena arena = ARENA_INIT;
		uint64_t safe;

		assert_true(decoder_feed(d, all, half));
		safe = decoder_safe_offset(d);
		places += safe != last;
		last = safe;
		assert_true(safe <= half);
		assert_true(decoder_resume(e, decoder_state(d, &arena), safe, h.messages));
		assert_true(decoder_feed(e, all + safe, n - (size_t)safe));
		assert_true(decoder_end(e));
		assert_string_equal(text_string(&h.out), text_string(&whole.out));
		decoder_free(d);
		decoder_free(e);
		arena_free(&arena);
		heard_free(&h);
	}
	/* inside the batch too: its start tags are carried over */
	assert_true(places >= TAF_ALL_MESSAGES);
	heard_free(&whole);
	arena_free(&w.arena);
}

static void a_state_that_is_none_is_not_taken_up(void **state)
{
	static const char *const states[] = {
		"nonsense", "UTF-8", "EBCDIC ", "UTF-8 <a", "UTF-8 <a></a>", "UTF-8 x"};
	struct little_world w;

	(void)state;
	little_world_make(&w);
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		struct heard h = {.out = TEXT_INIT};
		struct decode_sink sink = heard_sink(&h);
		struct decoder *d = decoder_new("TAF", &w.world, NULL, &sink);

		assert_false(decoder_resume(d, states[i], 100, 1));
		decoder_free(d);
		heard_free(&h);
	}
	arena_free(&w.arena);
}

static bool stop_at_once(void *self, const struct message *m)
{
	(void)m;
	(*(unsigned *)self)++;
	return false;
}

static void the_sink_stops_it(void **state)
{
	static const char all[] = TAF_ALL;
	unsigned heard = 0;
	struct decode_sink sink = {.self = &heard, .message = stop_at_once};
	struct decode_world world = {.self = NULL};
	struct decoder *d = decoder_new("TAF", &world, NULL, &sink);

	(void)state;
	assert_false(decoder_feed(d, all, sizeof all - 1));
	assert_int_equal(heard, 1);
	decoder_free(d);
}

static void more_messages_than_a_delivery_may_have_end_it(void **state)
{
	static const char all[] = TAF_ALL;
	struct heard h = {.out = TEXT_INIT};
	struct decode_sink sink = heard_sink(&h);
	struct decode_world world = {.self = NULL};
	struct decode_limits limits = {.messages = 3};
	struct decoder *d = decoder_new("TAF", &world, &limits, &sink);

	(void)state;
	assert_false(decoder_feed(d, all, sizeof all - 1));
	assert_int_equal(h.messages, 3);
	assert_true(heard_has(&h, "\"code\":\"too-many-messages\""));
	decoder_free(d);
	heard_free(&h);
}

/* A train of 700 wagons: its events come in parts, the same ones as at once. */
struct parts {
	struct text out;
	size_t events, most;
	unsigned messages;
};

static bool take_events(void *self, const struct message *m, const struct event *e, size_t n)
{
	struct parts *p = self;

	assert_string_equal(m->document, "41020/2026-06-25");
	assert_string_equal(m->sender, "0051");
	p->events += n;
	p->most = n > p->most ? n : p->most;
	for (size_t i = 0; i < n; i++) {
		struct json j = {&p->out, false};

		event_write(&j, &e[i]);
	}
	return true;
}

static bool take_message(void *self, const struct message *m)
{
	struct parts *p = self;

	p->messages++;
	for (size_t i = 0; m->events && i < m->event_count; i++) {
		struct json j = {&p->out, false};

		event_write(&j, &m->events[i]);
	}
	return true;
}

static void a_long_train_is_handed_over_in_parts(void **state)
{
	struct text train = TEXT_INIT;
	struct parts at_once = {TEXT_INIT, 0, 0, 0}, parts = {TEXT_INIT, 0, 0, 0};
	struct decode_sink sink = {.self = &at_once, .message = take_message};
	struct decode_world world = {.self = NULL};
	struct decoder *d;

	(void)state;
	text_say(&train, TAF_COMPOSITION_BEGINS);
	for (unsigned i = 1; i <= 700; i++)
		text_printf(&train, TAF_WAGON("%s", "%u", TAF_BOX("LYGU", "700001", "0")), "335145512349", i);
	text_say(&train, TAF_COMPOSITION_ENDS);
	d = decoder_new("TAF", &world, NULL, &sink);
	assert_true(decoder_feed(d, train.bytes, train.length) && decoder_end(d));
	decoder_free(d);
	sink.self = &parts;
	d = decoder_new("TAF", &world, NULL, &sink);
	decoder_hand_over(d, take_events);
	assert_true(decoder_feed(d, train.bytes, train.length) && decoder_end(d));
	decoder_free(d);
	assert_int_equal(parts.messages, 1);
	assert_int_equal(parts.events, 1400);
	assert_true(parts.most < 400);
	assert_string_equal(text_string(&parts.out), text_string(&at_once.out));
	text_free(&train);
	text_free(&parts.out);
	text_free(&at_once.out);
}

static bool says_to_dcsa(void *self, const struct message *m)
{
	unsigned *said = self;

	for (size_t i = 0; i < m->event_count; i++) {
		bool wagon = strncmp(m->events[i].subject, "WAGON:", 6) == 0;
		const char *why;

		assert_false(wagon && (dcsa_says(&m->events[i]) || dcsa3_says(&m->events[i], &why)));
		*said += !wagon && dcsa_says(&m->events[i]);
	}
	return true;
}

/* A train of seventy wagons arrives once. */
static void dcsa_is_told_of_trains_and_boxes_not_of_wagons(void **state)
{
	static const char all[] = TAF_ALL;
	struct decode_world world = {.place_called = called};
	unsigned said = 0;
	struct decode_sink sink = {.self = &said, .message = says_to_dcsa};
	struct decoder *d = decoder_new("TAF", &world, NULL, &sink);

	(void)state;
	assert_true(decoder_feed(d, all, sizeof all - 1) && decoder_end(d));
	assert_int_equal(
		said, 1); /* the forecast's arrival: DCSA 2.2 has no word for passing, nor for ABRD */
	decoder_free(d);
}

static void it_is_known_by_its_first_bytes(void **state)
{
	static const struct {
		const char *bytes;
		size_t n;
		bool is;
	} rows[] = {
		{TAF_ALL, 512, true},
		{"\xEF\xBB\xBF <x xmlns='http://taf-jsg.info/schemes'>", 42, true},
		{"<?xml version='1.0'?><a:WagonYardArrivalMessage/>", 48, true},
		{"\xFF\xFE<\0W\0a\0g\0o\0n\0E\0T\0I\0_\0E\0T\0A\0_\0M\0e\0s\0s\0a\0g\0e\0", 44, true},
		{"<html>", 6, false},
		{"{\"a\":\"WagonETI_ETA_Message\"}", 28, false},
		{"", 0, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(taf_sniff(rows[i].bytes, rows[i].n), rows[i].is);
	assert_string_equal(decode_format_of_type("text/xml; charset=utf-8"), "TAF");
	assert_string_equal(decode_sniff(TAF_ALL, 512), "TAF");
}

/* Same text in another set: the same events; places are of the bytes as received. */
static void in_other_sets_it_says_the_same(void **state)
{
	static const char cyrillic[] =
		"<?xml version=\"1.0\" encoding=\"windows-1251\"?><b>"
		"<WagonYardArrivalMessage><WagonNumberFreight>335145512349</WagonNumberFreight>"
		"<YardArrival><Location><PrimaryLocationName>\xC1\xF0\xE5\xF1\xF2</PrimaryLocationName>"
		"</Location><ArrivalTimeAtLocationActual>\xC0</ArrivalTimeAtLocationActual>"
		"</YardArrival></WagonYardArrivalMessage></b>";
	static const char chinese[] =
		"<?xml version=\"1.0\" encoding=\"GB18030\"?>"
		"<WagonYardArrivalMessage><WagonNumberFreight>335145512349</WagonNumberFreight>"
		"<YardArrival><Location><PrimaryLocationName>\xC1\xAC\xD4\xC6\xB8\xDB</PrimaryLocationName>"
		"</Location><ArrivalTimeAtLocationActual>2026-06-25T19:00:00Z"
		"</ArrivalTimeAtLocationActual></YardArrival></WagonYardArrivalMessage>";
	struct text word = TEXT_INIT;
	struct heard h;

	(void)state;
	hear_whole(&h, cyrillic);
	text_printf(&word, "ArrivalTimeAtLocationActual\",\"offset\":%zu",
		(size_t)(strstr(cyrillic, "<ArrivalTimeAtLocationActual>") - cyrillic));
	assert_true(heard_has(&h, text_string(&word)));
	assert_true(heard_has(&h, "\\\"А\\\" is no date"));
	assert_int_equal(h.refused, 1);
	text_clear(&word);
	text_printf(&word, " at %zu+%zu ", (size_t)(strstr(cyrillic, "<WagonYard") - cyrillic),
		(size_t)(strstr(cyrillic, "</b>") - strstr(cyrillic, "<WagonYard")));
	assert_true(heard_has(&h, text_string(&word)));
	heard_free(&h);
	text_free(&word);
	hear_whole(&h, chinese);
	assert_true(heard_has(&h, "\"placeText\":\"连云港\""));
	heard_free(&h);
}

static void in_sixteen_bits_it_says_the_same(void **state)
{
	static const char eight[] = TAF_5015 TAF_5016;
	struct text little = TEXT_INIT, big = TEXT_INIT;
	struct heard h, g;
	size_t cut;

	(void)state;
	text_add(&little, "\xFF\xFE", 2);
	text_add(&big, "\xFE\xFF", 2);
	for (const char *c = eight; *c; c++) {
		text_byte(&little, *c);
		text_byte(&little, '\0');
		text_byte(&big, '\0');
		text_byte(&big, *c);
	}
	hear_taf(&h, little.bytes, little.length, NULL, 0);
	hear_taf(&g, big.bytes, big.length, NULL, 0);
	assert_int_equal(h.accepted, 2);
	assert_string_equal(text_string(&h.out), text_string(&g.out));
	assert_true(heard_has(&h, " at 2+"));
	heard_free(&g);
	for (cut = 1; cut < little.length; cut += 13) {
		hear_taf(&g, little.bytes, little.length, &cut, 1);
		assert_string_equal(text_string(&h.out), text_string(&g.out));
		heard_free(&g);
	}
	heard_free(&h);
	text_free(&little);
	text_free(&big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_makes_its_events),
		cmocka_unit_test(a_running_status_is_what_the_list_says),
		cmocka_unit_test(a_message_status_changes_or_deletes),
		cmocka_unit_test(a_time_without_offset_is_its_countrys),
		cmocka_unit_test(names_count_without_their_prefix),
		cmocka_unit_test(a_name_that_is_too_long_is_not_cut_within_a_letter),
		cmocka_unit_test(what_is_odd_is_named_with_its_place),
		cmocka_unit_test(unknown_elements_are_told_once),
		cmocka_unit_test(a_document_without_a_message_is_told),
		cmocka_unit_test(a_broken_document_leaves_the_others),
		cmocka_unit_test(a_document_type_and_an_entity_are_refused),
		cmocka_unit_test(cut_anywhere_it_says_the_same),
		cmocka_unit_test(from_any_safe_place_it_says_the_same),
		cmocka_unit_test(a_state_that_is_none_is_not_taken_up),
		cmocka_unit_test(the_sink_stops_it),
		cmocka_unit_test(more_messages_than_a_delivery_may_have_end_it),
		cmocka_unit_test(a_long_train_is_handed_over_in_parts),
		cmocka_unit_test(dcsa_is_told_of_trains_and_boxes_not_of_wagons),
		cmocka_unit_test(it_is_known_by_its_first_bytes),
		cmocka_unit_test(in_other_sets_it_says_the_same),
		cmocka_unit_test(in_sixteen_bits_it_says_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
