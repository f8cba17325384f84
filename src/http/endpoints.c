#include "http/endpoints.h"

#include "base/limits.h"
#include "domain/journey.h"
#include "http/as_of.h"
#include "http/assets.h"
#include "http/dialect.h"
#include "http/disruptions.h"
#include "http/events3.h"
#include "http/handlers.h"
#include "http/journeys.h"
#include "http/key_handlers.h"
#include "http/partners.h"
#include "http/plans.h"
#include "http/positions.h"
#include "http/profiles.h"
#include "http/schedules.h"
#include "http/standing.h"
#include "http/streams.h"
#include "service/history.h"
#include "wire/dcsa.h"
#include "wire/dcsa3.h"

#include <strings.h>

#define PAGE_PARAMS                                                                                          \
	{"limit", PARAM_LIMIT, "Rows a page, 1 to 1000; 100 when not given", NULL, MAY},                     \
	{                                                                                                    \
		"cursor", PARAM_CURSOR, "Where the page before ended: its `next`", NULL, MAY                 \
	}
#define AS_OF_PARAM                                                                                          \
	{                                                                                                    \
		AS_OF, PARAM_TIME,                                                                           \
			"The answer as it was known then (RFC 3339): of what was recorded by then, judged "  \
			"as of then",                                                                        \
			NULL, MAY                                                                            \
	}
#define NO_MORE                                                                                              \
	{                                                                                                    \
		NULL, PARAM_TEXT, NULL, NULL, MAY                                                            \
	}

static const char *const intake_words[] = {
	"importing", "accepted", "accepted-with-warnings", "rejected", NULL};
static const char *const message_words[] = {"accepted", "accepted-with-warnings", "rejected", NULL};
static const char *const event_type_words[] = {"SHIPMENT", "TRANSPORT", "EQUIPMENT", NULL};
static const char *const container_words[] = {
#define STATUS(name, word, text) word,
#include "domain/journey.def"
#undef STATUS
	NULL};

static const char *const acknowledge_words[] = {"contrl", NULL};
static const char *const how_rows_words[] = {"all-or-none", "good", NULL};
static const struct parameter post_params[] = {
	{"rows", PARAM_TEXT,
		"all-or-none: where one message is refused, all are; good: what is good is taken; when "
		"not given, as the profile of a sheet has it, else good",
		how_rows_words, MAY},
	{"profile", PARAM_TEXT, "Name of the profile by which a sheet is read; else it is found out", NULL,
		MAY},
	{"partner", PARAM_TEXT, "Name of the partner who made it; else it is found out", NULL, MAY},
	{"acknowledge", PARAM_TEXT,
		"contrl: the receipt says where the acknowledgement of its interchanges is",
		acknowledge_words, MAY},
	NO_MORE};
static const struct parameter message_params[] = {{"intake", PARAM_TEXT, "Of this intake only", NULL, MAY},
	{"status", PARAM_TEXT, "What became of the message", message_words, MAY}, PAGE_PARAMS, NO_MORE};
static const struct parameter intake_params[] = {
	{"status", PARAM_TEXT, "What became of the delivery", intake_words, MAY}, PAGE_PARAMS, NO_MORE};
static const struct parameter document_params[] = {
	{"kind", PARAM_TEXT, "Of this kind: SMGS, CIM, GU-23 ...; this, a container or a wagon must be said",
		NULL, MAY},
	{"container", PARAM_TEXT, "That cover this container", NULL, MAY},
	{"wagon", PARAM_TEXT, "That cover this wagon", NULL, MAY}, AS_OF_PARAM, PAGE_PARAMS, NO_MORE};
static const struct parameter container_params[] = {
	{"prefix", PARAM_TEXT, "The number begins with this", NULL, MAY},
	{"place", PARAM_TEXT, "Is there (UN/LOCODE; a border complex counts as one place)", NULL, MAY},
	{"status", PARAM_TEXT, "Its journey's state", container_words, MAY}, AS_OF_PARAM, PAGE_PARAMS,
	NO_MORE};
static const struct parameter history_params[] = {
	{"format", PARAM_FORMAT, "In which format", NULL, MUST}, AS_OF_PARAM, NO_MORE};
static const struct parameter as_of_params[] = {AS_OF_PARAM, NO_MORE};
static const struct parameter place_params[] = {
	{"prefix", PARAM_TEXT, "The code begins with this, a name has it, or others call the place so", NULL,
		MAY},
	{"country", PARAM_TEXT, "ISO 3166-1 alpha-2", NULL, MAY},
	{"codes", PARAM_TEXT, "These places alone, by their codes, separated by commas", NULL, MAY},
	PAGE_PARAMS, NO_MORE};
static const char *const lookup_format_words[] = {"json", "csv", "xlsx", NULL};
static const char *const language_words[] = {"en", "zh", "ru", NULL};
static const struct parameter lookup_params[] = {
	{"format", PARAM_TEXT, "How it is answered; without it Accept decides, else json",
		lookup_format_words, MAY},
	{"language", PARAM_TEXT, "Of headings, words and places in csv and xlsx; en when not given",
		language_words, MAY},
	AS_OF_PARAM, NO_MORE};
static const struct parameter partner_params[] = {PAGE_PARAMS, NO_MORE};
static const struct parameter try_params[] = {
	{"profile", PARAM_TEXT, "Name of the profile by which it is read; else it is found out", NULL, MAY},
	{"partner", PARAM_TEXT, "Name of the partner who made it; else it is found out", NULL, MAY},
	{"draft", PARAM_TEXT, "A profile as JSON, not saved, instead of one by its name", NULL, MAY},
	NO_MORE};
static const struct parameter template_params[] = {
	{"language", PARAM_TEXT, "Of its headings; the profile's own when not given", language_words, MAY},
	NO_MORE};
static const struct parameter map_params[] = {
	{"status", PARAM_TEXT, "Of containers in this state only", container_words, MAY},
	{"place", PARAM_TEXT,
		"Of those that stand there or left from there (UN/LOCODE; a border complex counts as one "
		"place)",
		NULL, MAY},
	AS_OF_PARAM, NO_MORE};
#define COMPLEX_PARAM                                                                                        \
	{                                                                                                    \
		"place", PARAM_TEXT, "There (UN/LOCODE; a border complex counts as one place)", NULL, MAY    \
	}
static const struct parameter wagon_params[] = {COMPLEX_PARAM,
	{"train", PARAM_TEXT, "In the train of this name or key", NULL, MAY}, AS_OF_PARAM, PAGE_PARAMS,
	NO_MORE};
static const struct parameter train_params[] = {COMPLEX_PARAM,
	{"name", PARAM_TEXT, "Called so: a number, an index, a plan's number", NULL, MAY},
	{"day", PARAM_TEXT, "Of this day of departure, 2026-06-15", NULL, MAY}, AS_OF_PARAM, PAGE_PARAMS,
	NO_MORE};
static const struct parameter day_params[] = {
	{"day", PARAM_TEXT, "Day of departure, 2026-06-15; its latest one when not given", NULL, MAY},
	AS_OF_PARAM, NO_MORE};
static const struct parameter border_params[] = {COMPLEX_PARAM,
	{"since", PARAM_TEXT, "Then or later, 2026-06-15T00:00:00Z", NULL, MAY}, AS_OF_PARAM, PAGE_PARAMS,
	NO_MORE};
static const struct parameter stream_params[] = {
	{"after", PARAM_TEXT, "The id of the last event heard; the header Last-Event-ID goes before it", NULL,
		MAY},
	NO_MORE};
static const struct parameter event_params[] = {
	{"eventType", PARAM_TEXT, "Types of event", event_type_words, MANY},
	{"shipmentEventTypeCode", PARAM_TEXT, "What became of a document", dcsa_shipment_codes, MANY},
	{"documentTypeCode", PARAM_TEXT, "Of which type of document", dcsa_document_types, MANY},
	{"carrierBookingReference", PARAM_TEXT, "The carrier's booking", NULL, MAY},
	{"bookingReference", PARAM_TEXT, "Deprecated: carrierBookingReference", NULL, MAY},
	{"transportDocumentReference", PARAM_TEXT, "The bill of lading or sea waybill", NULL, MAY},
	{"transportDocumentID", PARAM_TEXT, "Deprecated: an id that nothing here has; finds nothing", NULL,
		MAY},
	{"transportEventTypeCode", PARAM_TEXT, "What the transport did", dcsa_transport_codes, MANY},
	{"scheduleID", PARAM_TEXT, "Deprecated: an id that nothing here has; finds nothing", NULL, MAY},
	{"transportCallID", PARAM_TEXT, "The call of a transport at a place", NULL, MAY},
	{"vesselIMONumber", PARAM_TEXT, "The ship", NULL, MAY},
	{"exportVoyageNumber", PARAM_TEXT, "The voyage", NULL, MAY},
	{"carrierVoyageNumber", PARAM_TEXT, "Deprecated: exportVoyageNumber", NULL, MAY},
	{"carrierServiceCode", PARAM_TEXT, "The carrier's service", NULL, MAY},
	{"UNLocationCode", PARAM_TEXT, "Where", NULL, MAY},
	{"equipmentEventTypeCode", PARAM_TEXT, "What happened to the container", dcsa_equipment_codes, MANY},
	{"equipmentReference", PARAM_TEXT, "The container's number", NULL, MAY},
	{"eventCreatedDateTime", PARAM_TIME, "Recorded here exactly then", NULL, MAY},
	{"eventCreatedDateTime:eq", PARAM_TIME, "Recorded here exactly then", NULL, MAY},
	{"eventCreatedDateTime:gte", PARAM_TIME, "Recorded here then or later", NULL, MAY},
	{"eventCreatedDateTime:gt", PARAM_TIME, "Recorded here later than that", NULL, MAY},
	{"eventCreatedDateTime:lte", PARAM_TIME, "Recorded here then or before", NULL, MAY},
	{"eventCreatedDateTime:lt", PARAM_TIME, "Recorded here before that", NULL, MAY},
	{"limit", PARAM_LIMIT, "Events a page; more than 1000 are never given at once", NULL, MAY},
	{"cursor", PARAM_CURSOR, "The Next-Page-Cursor of the page before", NULL, MAY},
	{"sort", PARAM_TEXT,
		"eventDateTime and eventCreatedDateTime, each with :ASC or :DESC; with a container, a "
		"document, "
		"a call, or a ship and its voyage",
		NULL, MAY},
	NO_MORE};

static const struct parameter event3_params[] = {
	{"carrierBookingReference", PARAM_TEXT, "The carrier's booking", NULL, MAY},
	{"transportDocumentReference", PARAM_TEXT, "The transport document", NULL, MAY},
	{"equipmentReference", PARAM_TEXT, "The container's number", NULL, MAY},
	{"eventTypes", PARAM_TEXT, "Types of event", dcsa3_type_names, MANY},
	{"eventUpdatedDateTimeMin", PARAM_TIME, "Updated then or later", NULL, MAY},
	{"eventUpdatedDateTimeMax", PARAM_TIME, "Updated then or before", NULL, MAY},
	{"limit", PARAM_LIMIT, "Events a page; more than 1000 are never given at once", NULL, MAY},
	{"cursor", PARAM_CURSOR, "The Next-Page-Cursor of the page before", NULL, MAY}, NO_MORE};

static const char *const exception_states[] = {"open", "all", NULL};
static const char *const exception_codes[] = {
#define EXCEPTION(name, code, hours, severity, cause, text) code,
#include "domain/exception.def"
#undef EXCEPTION
	NULL};
static const struct parameter exception_params[] = {
	{"state", PARAM_TEXT, "open: what is wrong now (when not given); all: what was, too",
		exception_states, MAY},
	{"code", PARAM_TEXT, "Of this rule", exception_codes, MAY},
	{"container", PARAM_TEXT, "That this container has", NULL, MAY},
	{"owner", PARAM_TEXT, "Assigned to", NULL, MAY}, AS_OF_PARAM, PAGE_PARAMS, NO_MORE};
static const struct parameter journey_params[] = {
	{"container", PARAM_TEXT, "Of this container, all of them", NULL, MAY},
	{"reference", PARAM_TEXT,
		"Of the containers under this paper: a booking, a bill, a note, a declaration", NULL, MAY},
	{"status", PARAM_TEXT, "Under way, in this state", container_words, MAY},
	{"destination", PARAM_TEXT, "Under way to there (a border complex counts as one place)", NULL, MAY},
	{"place", PARAM_TEXT, "Under way, and there now (a border complex counts as one place)", NULL, MAY},
	{"code", PARAM_TEXT, "Under way, and wrong by this rule", exception_codes, MAY}, AS_OF_PARAM,
	PAGE_PARAMS, NO_MORE};
/* positions */
static const struct parameter position_post_params[] = {
	{"partner", PARAM_TEXT, "Whose delivery it is, where nothing else tells", NULL, MAY}, NO_MORE};
static const struct parameter position_params[] = {
	{"container", PARAM_TEXT,
		"Of this container: its own trackers, those of its wagons and trains; this, a wagon, a train "
		"or a device must be said",
		NULL, MAY},
	{"wagon", PARAM_TEXT, "Of this wagon, and of its trains", NULL, MAY},
	{"train", PARAM_TEXT, "Of the train of this number and day, as X8155/2026-06-15", NULL, MAY},
	{"device", PARAM_TEXT, "Of this device, whatever it was on", NULL, MAY},
	{"since", PARAM_TIME, "Taken then or later", NULL, MAY},
	{"until", PARAM_TIME, "Taken before then", NULL, MAY}, AS_OF_PARAM, PAGE_PARAMS, NO_MORE};
static const struct parameter tracker_params[] = {PAGE_PARAMS, NO_MORE};
static const struct parameter tracker_drop_params[] = {
	{"since", PARAM_TIME, "Only what it was put on then; not said: all that was told of it", NULL, MAY},
	NO_MORE};
/* end of positions */
static const struct parameter stock_params[] = {COMPLEX_PARAM, AS_OF_PARAM, NO_MORE};
static const struct parameter standing_params[] = {COMPLEX_PARAM,
	{"asOf", PARAM_TIME, "As they were set by then", NULL, MAY},
	{"format", PARAM_TEXT, "json, or a sheet of all that can be sent back: csv, xlsx",
		lookup_format_words, MAY},
	PAGE_PARAMS, NO_MORE};

static const char *const true_words[] = {"true", "false", NULL};
static const struct parameter plan_params[] = {
	{"container", PARAM_TEXT, "From where this one is, on its ship or train or standing, with its cargo",
		NULL, MAY},
	{"from", PARAM_TEXT, "Where the box is ready, in place of container: a place by its code", NULL, MAY},
	{"to", PARAM_TEXT, "Where it is to go; of a container its destination when not given", NULL, MAY},
	{"at", PARAM_TIME, "When it is ready there; now when not given", NULL, MAY},
	{"by", PARAM_TIME, "When it must have arrived: the plan that leaves last comes first", NULL, MAY},
	{"size", PARAM_TEXT, "Size and type code; the container's, else 45G1, when not given", NULL, MAY},
	{"kg", PARAM_TEXT, "Mass of the box with its cargo; the container's, else 20000, when not given",
		NULL, MAY},
	{"reefer", PARAM_TEXT, "Whether it must be plugged in", true_words, MAY},
	{"dangerous", PARAM_TEXT, "Whether its goods are dangerous", true_words, MAY},
	{"commodity", PARAM_TEXT, "Code of the goods, which a restriction may be of", NULL, MAY},
	{"avoidModes", PARAM_TEXT, "None of these, separated by commas: vessel, rail, barge, road, ferry",
		NULL, MAY},
	{"avoidPlaces", PARAM_TEXT, "Not by these places", NULL, MAY},
	{"avoidCountries", PARAM_TEXT, "Not by these countries (ISO 3166-1 alpha-2)", NULL, MAY},
	{"avoidRoutes", PARAM_TEXT, "Not by these routes", NULL, MAY},
	{"via", PARAM_TEXT, "By all of these places", NULL, MAY},
	{"maxTransfers", PARAM_TEXT, "Transfers at most", NULL, MAY},
	{"maxPrice", PARAM_TEXT, "Price at most, in minor units", NULL, MAY},
	{"currency", PARAM_TEXT, "Currency of prices; USD when not given", NULL, MAY},
	{"within", PARAM_TEXT, "Days behind the earliest arrival that are looked at; 30 when not given", NULL,
		MAY},
	{"limit", PARAM_LIMIT, "Plans at most, 1 to 1000; 100 when not given", NULL, MAY}, NO_MORE};

/* DCSA Commercial Schedules */
static const char *const door_words[] = {"CY", "SD", "CFS", NULL};
static const char *const cargo_words[] = {"DRY", "REEFER", NULL};
static const struct parameter routing_params[] = {
	{"placeOfReceipt", PARAM_TEXT, "UN/LOCODE of where it is received", NULL, MUST},
	{"placeOfDelivery", PARAM_TEXT, "UN/LOCODE of where it is delivered", NULL, MUST},
	{"departureStartDate", PARAM_DATE, "Departs on that day or later; from now on when not given", NULL,
		MAY},
	{"departureEndDate", PARAM_DATE, "Departs on that day or earlier; within four weeks when not given",
		NULL, MAY},
	{"arrivalStartDate", PARAM_DATE, "Arrives on that day or later", NULL, MAY},
	{"arrivalEndDate", PARAM_DATE, "Arrives on that day or earlier", NULL, MAY},
	{"maxTranshipment", PARAM_COUNT, "Transfers from ship to ship at most", NULL, MAY},
	{"receiptTypeAtOrigin", PARAM_TEXT, "Only CY is offered", door_words, MAY},
	{"deliveryTypeAtDestination", PARAM_TEXT, "Only CY is offered", door_words, MAY},
	{"cargoType", PARAM_TEXT, "DRY when not given", cargo_words, MAY}, PAGE_PARAMS, NO_MORE};
static const struct parameter port_schedule_params[] = {
	{"UNLocationCode", PARAM_TEXT, "UN/LOCODE of the port", NULL, MUST},
	{"date", PARAM_DATE, "Calls on that day and in the four weeks behind it", NULL, MUST}, PAGE_PARAMS,
	NO_MORE};
static const char *const scope_words[] = {"FULL_VOYAGE", "MATCHED_CALLS", NULL};
static const struct parameter vessel_schedule_params[] = {
	{"vesselIMONumber", PARAM_TEXT, "Of this ship", NULL, MAY},
	{"vesselName", PARAM_TEXT, "Of ships of this name", NULL, MAY},
	{"carrierServiceCode", PARAM_TEXT, "Of this service", NULL, MAY},
	{"universalServiceReference", PARAM_TEXT, "Of this service", NULL, MAY},
	{"carrierVoyageNumber", PARAM_TEXT, "Of this voyage", NULL, MAY},
	{"universalVoyageReference", PARAM_TEXT, "Of this voyage", NULL, MAY},
	{"UNLocationCode", PARAM_TEXT, "Voyages that call there", NULL, MAY},
	{"facilitySMDGCode", PARAM_TEXT, "Voyages that call at this terminal", NULL, MAY},
	{"vesselOperatorCarrierCode", PARAM_TEXT, "Of this carrier's ships", NULL, MAY},
	{"startDate", PARAM_DATE, "With such a call on that day or later; three months ago when not given",
		NULL, MAY},
	{"endDate", PARAM_DATE, "With such a call on that day or earlier; in six months when not given", NULL,
		MAY},
	{"responseScope", PARAM_TEXT,
		"Whole voyages, FULL_VOYAGE, when not given; or only the calls that fit", scope_words, MAY},
	PAGE_PARAMS, NO_MORE};

/* Records that the hub keeps by name: all, several set, and one. */
#define STANDING(plural, about, a, schema)                                                                   \
	{"GET", "/api/v1/" plural, standing_get, NEEDS_OPERATE, RUN_SLOW, false, standing_params, about,     \
		schema "s"},                                                                                 \
		{"PUT", "/api/v1/" plural, standing_put_several, NEEDS_OPERATE, RUN_WRITE, true, NULL,       \
			"Sets several " plural                                                               \
			", all or none; also from a sheet whose first row has the members' names",           \
			"RecordsSet"},                                                                       \
		{"GET", "/api/v1/" plural "/{name}", standing_one_get, NEEDS_OPERATE, RUN_SLOW, false, NULL, \
			"Shows " a ", and what was told of it before", schema},                              \
		{"PUT", "/api/v1/" plural "/{name}", standing_one_put, NEEDS_OPERATE, RUN_WRITE, true, NULL, \
			"Sets " a " from now on; what was set before stays known", schema},                  \
	{                                                                                                    \
		"DELETE", "/api/v1/" plural "/{name}", standing_one_delete, NEEDS_OPERATE, RUN_WRITE, false, \
			NULL, "Ends " a " from now on", "RecordDropped"                                      \
	}

const struct endpoint endpoints[] = {
	{"POST", "/api/v1/messages", messages_post, NEEDS_SEND, RUN_WRITE, true, post_params,
		"Takes a delivery in any supported format and answers a receipt", "Receipt"},
	{"GET", "/api/v1/messages", messages_list, NEEDS_READ, RUN_SLOW, false, message_params,
		"Messages as they came, newest first", "Messages"},
	{"GET", "/api/v1/intakes", intakes_list, NEEDS_READ, RUN_SLOW, false, intake_params,
		"Deliveries as they came, newest first", "Intakes"},
	{"GET", "/api/v1/intakes/{id}", intake_show, NEEDS_READ, RUN_FAST, false, NULL,
		"One delivery and its receipt", "Receipt"},
	{"GET", "/api/v1/intakes/{id}/raw", intake_raw, NEEDS_READ, RUN_SLOW, false, NULL,
		"The bytes of a delivery as they were received", NULL},
	{"GET", "/api/v1/intakes/{id}/contrl", intake_contrl, NEEDS_READ, RUN_WRITE, false, NULL,
		"The acknowledgement of a delivery's interchanges (CONTRL), the same whenever it is asked "
		"for",
		NULL},
	{"POST", "/api/v1/intakes/{id}/replay", intake_replay, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"Decodes a stored delivery again; adds what is new, removes nothing", "Receipt"},
	{"GET", "/api/v1/containers", containers_list, NEEDS_READ, RUN_SLOW, false, container_params,
		"Containers and where they are", "Containers"},
	{"GET", "/api/v1/containers/{number}", container_show, NEEDS_READ, RUN_FAST, false, as_of_params,
		"One container: where it is, since when, and its timeline", "Container"},
	{"GET", "/api/v1/containers/{number}/history", history_show, NEEDS_READ, RUN_SLOW, false,
		history_params, "What holds of a container's history as a file, in every format there is",
		NULL},
	/* journeys */
	{"GET", "/api/v1/journeys", journeys_get, NEEDS_READ, RUN_SLOW, false, journey_params,
		"The journeys of a container, the latest first, or of all containers under a paper: each "
		"with "
		"legs, what is expected, what is next and what is wrong; else those under way, in short",
		"Journeys"},
	{"POST", "/api/v1/journeys", journeys_post, NEEDS_SEND, RUN_WRITE, true, NULL,
		"Takes what a person says of journeys: an itinerary, where one begins or ends, a "
		"destination, a report; or "
		"takes it back",
		"Receipt"},
	{"GET", "/api/v1/journeys/{id}", journey_show, NEEDS_READ, RUN_SLOW, false, as_of_params,
		"One journey, by its id or by that of any event in it", "Journey"},
	{"GET", "/api/v1/exceptions", exceptions_get, NEEDS_READ, RUN_SLOW, false, exception_params,
		"What is wrong, one a cause with how many containers have it, the latest first",
		"Exceptions"},
	{"GET", "/api/v1/exceptions/{id}", exception_show, NEEDS_READ, RUN_SLOW, false, as_of_params,
		"One exception: its containers, and what was done about it", "Alert"},
	{"POST", "/api/v1/exceptions/{id}", exception_post, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"Acknowledges an exception, assigns it, lets it rest, or says that it is none", "Alert"},
	{"GET", "/api/v1/exception-rules", exception_rules, NEEDS_READ, RUN_SLOW, false, NULL,
		"What is looked for, after which grace, and how often it was right", "ExceptionRules"},
	/* end of journeys */
	{"POST", "/api/v1/lookup", lookup_post, NEEDS_READ, RUN_SLOW, true, lookup_params,
		"References of any kind, pasted or as a list: which containers they name, where those are, "
		"what is next "
		"and what stands in their way",
		"Lookup"},
	{"GET", "/api/v1/places", places_list, NEEDS_READ, RUN_SLOW, false, place_params,
		"Places and their names", "Places"},
	{"GET", "/api/v1/places/{code}", place_show, NEEDS_READ, RUN_FAST, false, NULL,
		"One place with its facilities and codes, by any of its codes", "Place"},
	{"GET", "/api/v1/documents", documents_list, NEEDS_READ, RUN_SLOW, false, document_params,
		"Consignment notes, acts, lists and releases that were told of", "Documents"},
	{"GET", "/api/v1/documents/{kind}/{number}", document_show, NEEDS_READ, RUN_SLOW, false, as_of_params,
		"One paper: what holds of it, what replaced it, what it covers, who told of it", "Document"},
	{"GET", "/api/v1/messages/{id}", message_show, NEEDS_READ, RUN_FAST, false, NULL,
		"One message and its delivery", "Message"},
	{"GET", "/api/v1/messages/{id}/raw", message_raw, NEEDS_READ, RUN_SLOW, false, NULL,
		"The bytes of one message as they were received", NULL},
	{"GET", "/api/v1/keys", keys_list, NEEDS_OPERATE, RUN_SLOW, false, NULL,
		"The keys, oldest first, without their secrets", "Keys"},
	{"POST", "/api/v1/keys", keys_post, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"Makes a key; its secret is told in this answer only", "KeyMade"},
	{"DELETE", "/api/v1/keys/{id}", keys_delete, NEEDS_OPERATE, RUN_WRITE, false, NULL, "Revokes a key",
		"KeyRevoked"},
	/* partners */
	{"GET", "/api/v1/partners", partners_get, NEEDS_OPERATE, RUN_SLOW, false, partner_params,
		"Who sends to us and how they write, by name, without what their codes mean", "Partners"},
	{"GET", "/api/v1/partners/{name}", partner_show, NEEDS_OPERATE, RUN_SLOW, false, NULL,
		"One partner: what it is recognised by, how strictly it is read, what its codes mean",
		"Partner"},
	{"PUT", "/api/v1/partners/{name}", partner_put, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"Makes a partner what the body says; what it leaves out is removed", "Partner"},
	{"DELETE", "/api/v1/partners/{name}", partner_delete, NEEDS_OPERATE, RUN_WRITE, false, NULL,
		"Forgets a partner, with what its codes mean", "PartnerDropped"},
	{"GET", "/api/v1/partners/{name}/unknown", partner_unknown, NEEDS_OPERATE, RUN_SLOW, false,
		partner_params,
		"Codes of a partner, or of a sender that is none, that nobody mapped, the commonest first",
		"UnknownCodes"},
	{"POST", "/api/v1/partners/{name}/codes", partner_codes_post, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"Says what a code of a partner means, and decodes again the deliveries that have it",
		"CodeMapped"},
	{"GET", "/api/v1/controls", controls_get, NEEDS_READ, RUN_FAST, false, NULL,
		"What decoders may find odd, how severe it usually is, and in which formats: a partner's "
		"strictness names these",
		"Controls"},
	/* end of partners */
	/* positions */
	{"POST", "/api/v1/positions", positions_post, NEEDS_SEND, RUN_WRITE, true, position_post_params,
		"Takes positions of trackers, as Traccar forwards them or plain, and answers a receipt",
		"Receipt"},
	{"GET", "/api/v1/positions", positions_get, NEEDS_READ, RUN_SLOW, false, position_params,
		"Where trackers say that something was, the latest first", "Positions"},
	{"GET", "/api/v1/trackers", trackers_get, NEEDS_OPERATE, RUN_SLOW, false, tracker_params,
		"Trackers by name and what they are on, also those that only sent positions", "Trackers"},
	{"GET", "/api/v1/trackers/{device}", tracker_show, NEEDS_OPERATE, RUN_SLOW, false, NULL,
		"One tracker and what it was on", "Tracker"},
	{"PUT", "/api/v1/trackers/{device}", tracker_put, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"Says on what a tracker is from when, and in which datum it tells", "Tracker"},
	{"DELETE", "/api/v1/trackers/{device}", tracker_delete, NEEDS_OPERATE, RUN_WRITE, false,
		tracker_drop_params, "Forgets what a tracker was on; its positions stay", "TrackerDropped"},
	/* end of positions */
	/* records by name */
	STANDING("terms",
		"Terms of free time by name: free days, whose clock, from when to when, what it costs then",
		"a term", "Term"),
	STANDING("routes",
		"Services by name: operator, stops and times, calendar, cut-offs, capacity, prices, emission",
		"a route", "Route"),
	STANDING("transfers",
		"What is done between two rides by place and modes: how long, when it is open, what it costs",
		"a transfer", "Transfer"),
	STANDING("restrictions",
		"Embargoes and quotas: who said so, where, in which direction, for what, from when to when",
		"a restriction", "Restriction"),
	STANDING("rates", "Rates of exchange, by which prices in several currencies are added for a plan",
		"a rate", "Rate"),
	/* end of records by name */
	{"GET", "/api/v1/plans", plans_get, NEEDS_OPERATE, RUN_SLOW, false, plan_params,
		"Ways from a place to another, or from where a container is: from and to must be given, or "
		"container; none of them is worse than another in arrival, price, CO2e and transfers",
		"Plans"},
	{"POST", "/api/v1/disruptions", disruptions_post, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"What a restriction does to the boxes under way, and another way for each; tried, or set and "
		"applied",
		"Disruption"},
	{"GET", "/api/v1/profiles", profiles_get, NEEDS_READ, RUN_FAST, false, NULL,
		"Profiles by which sheets are read: the saved ones, then those that are shipped", "Profiles"},
	{"POST", "/api/v1/profiles/try", profile_try, NEEDS_SEND, RUN_SLOW, true, try_params,
		"What would come of a sheet or pasted rows: tables, what each column is taken for, the first "
		"rows, what is wrong; nothing is stored",
		"SheetTried"},
	{"GET", "/api/v1/profiles/{name}", profile_show, NEEDS_READ, RUN_FAST, false, NULL, "One profile",
		"Profile"},
	{"PUT", "/api/v1/profiles/{name}", profile_put, NEEDS_OPERATE, RUN_WRITE, true, NULL,
		"Saves a profile; one of the program's own by that name gives way to it", "Profile"},
	{"DELETE", "/api/v1/profiles/{name}", profile_delete, NEEDS_OPERATE, RUN_WRITE, false, NULL,
		"Drops a saved profile", "PartnerDropped"},
	{"GET", "/api/v1/profiles/{name}/template", profile_template, NEEDS_READ, RUN_SLOW, false,
		template_params, "A workbook with the headings of a profile, to be filled in", NULL},
	{"GET", "/api/v1/map", map_show, NEEDS_READ, RUN_SLOW, false, map_params,
		"Where containers stand, counted by place, and what moves from where to where", "Map"},
	{"GET", "/api/v1/corridors", corridors_show, NEEDS_READ, RUN_HERE, false, NULL,
		"The ways that containers take, as lines of points", "Corridors"},
	{"GET", "/api/v1/hubs", hubs_list, NEEDS_READ, RUN_SLOW, false, as_of_params,
		"Ports, dry ports and borders that have or expect containers, the busiest first", "Hubs"},
	{"GET", "/api/v1/hubs/{code}", hub_show, NEEDS_READ, RUN_SLOW, false, as_of_params,
		"One hub, or border complex: what stands there and for how long, what comes, goes and waits",
		"Hub"},
	{"GET", "/api/v1/stock", stock_show, NEEDS_READ, RUN_SLOW, false, stock_params,
		"Empties by depot, operator and size: available, reserved, off-hired, and how many more are "
		"asked for",
		"Stock"},
	/* rail */
	{"GET", "/api/v1/trains", trains_list, NEEDS_READ, RUN_SLOW, false, train_params,
		"Trains, where each was last and what is on it, the latest day of departure first", "Trains"},
	{"GET", "/api/v1/trains/{name}", train_show, NEEDS_READ, RUN_SLOW, false, day_params,
		"One train by any of its names: its wagons, what is on them, and where it is", "Train"},
	{"GET", "/api/v1/wagons", wagons_list, NEEDS_READ, RUN_SLOW, false, wagon_params,
		"Wagons and where they are, by number", "Wagons"},
	{"GET", "/api/v1/wagons/{number}", wagon_show, NEEDS_READ, RUN_FAST, false, as_of_params,
		"One wagon: where it is, its trains, what was loaded on it", "Wagon"},
	{"GET", "/api/v1/gauge-changes", gauge_changes_list, NEEDS_READ, RUN_SLOW, false, border_params,
		"Containers that went over from wagons of one gauge to those of the other, latest first",
		"GaugeChanges"},
	{"GET", "/api/v1/handovers", handovers_list, NEEDS_READ, RUN_SLOW, false, border_params,
		"What one railway handed over to another, latest first", "Handovers"},
	{"GET", "/api/v1/stream", stream_show, NEEDS_READ, RUN_HERE, false, stream_params,
		"Changes as they happen, as server-sent events: which containers were told of, and where",
		NULL},
	{"GET", "/v1/point-to-point-routes", routings_get, NEEDS_OPERATE, RUN_SLOW, false, routing_params,
		"DCSA Commercial Schedules 1.0: ways from a place to another, with each day's departures",
		"Routings"},
	{"GET", "/v1/port-schedules", port_schedules_get, NEEDS_OPERATE, RUN_SLOW, false,
		port_schedule_params,
		"DCSA Commercial Schedules 1.0: which ships call at a port, terminal by terminal",
		"PortSchedules"},
	{"GET", "/v1/vessel-schedules", vessel_schedules_get, NEEDS_OPERATE, RUN_SLOW, false,
		vessel_schedule_params,
		"DCSA Commercial Schedules 1.0: whole voyages of a service, a ship, a port, a carrier: one "
		"of these must be given",
		"VesselSchedules"},
	{"GET", "/v2/events", events_list, NEEDS_READ, RUN_ASKING, false, event_params,
		"DCSA Track & Trace 2.2: events", "DcsaEvents"},
	{"GET", "/v2/events/{eventID}", event_show, NEEDS_READ, RUN_FAST, false, NULL,
		"DCSA Track & Trace 2.2: one event", "DcsaEvent"},
	{"GET", EVENTS3_PATH, events3_list, NEEDS_READ, RUN_ASKING, false, event3_params,
		"DCSA Track & Trace 3.0: events of a container, a booking or a transport document, else the "
		"feed",
		"Dcsa3Events"},
	{"POST", EVENTS3_PATH, events3_post, NEEDS_SEND, RUN_WRITE, true, NULL,
		"DCSA Track & Trace 3.0: takes events, and answers what is to be said of them", "Feedback"},
	{"GET", "/healthz", health_show, NEEDS_NOTHING, RUN_HERE, false, NULL,
		"Whether the process answers; never asks the database", "Health"},
	{"GET", "/readyz", ready_show, NEEDS_NOTHING, RUN_HERE, false, NULL,
		"200 once migrations, reference data and demo are done and the database answers", "Health"},
	{"GET", "/metrics", metrics_show, NEEDS_READ, RUN_HERE, false, NULL,
		"Counters in Prometheus' text format", NULL},
	{"GET", "/openapi.json", openapi_show, NEEDS_NOTHING, RUN_HERE, false, NULL, "This description",
		"Any"},
	{"GET", "/", asset_show, NEEDS_NOTHING, RUN_HERE, false, NULL, "The page", NULL},
	{"GET", "/assets/{file}", asset_show, NEEDS_NOTHING, RUN_HERE, false, NULL, "The page's files", NULL},
	{"GET", "/{screen}", asset_show, NEEDS_NOTHING, RUN_HERE, false, NULL,
		"The page, at one of its screens", NULL},
	{"GET", "/{screen}/{item}", asset_show, NEEDS_NOTHING, RUN_HERE, false, NULL,
		"The page, at what one of its screens shows", NULL},
};
const size_t endpoint_count = sizeof endpoints / sizeof *endpoints;

static bool same_method(const struct endpoint *e, const char *method)
{
	return strcmp(e->method, method) == 0 ||
	       (strcmp(e->method, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

static const char *allow_more(struct arena *a, const char *allow, const char *method)
{
	const char *words = strcmp(method, "GET") == 0 ? "GET, HEAD" : method;

	return allow ? arena_printf(a, "%s, %s", allow, words) : words;
}

enum found endpoint_find(struct arena *a, const char *method, const char *path, size_t n,
	const struct endpoint **e, struct piece captures[QUERY_CAPTURES], const char **allow)
{
	*allow = NULL;
	for (size_t i = 0; i < endpoint_count; i++) {
		if (!path_match(endpoints[i].path, path, n, captures))
			continue;
		if (endpoints[i].answer == asset_show && (*allow || !asset_find(path, n)))
			continue;
		*e = &endpoints[i];
		if (same_method(*e, method))
			return FOUND;
		*allow = allow_more(a, *allow, (*e)->method);
	}
	if (*allow)
		return FOUND_OTHER_METHOD;
	*e = NULL;
	return FOUND_NONE;
}

static bool is_word(const char *const *words, const char *s)
{
	for (; *words; words++)
		if (strcmp(*words, s) == 0)
			return true;
	return false;
}

static bool say_formats(struct fault *f)
{
	struct arena a = ARENA_INIT;

	fault_say(f, FAULT_BAD_REQUEST, "format is one of %s", history_formats_told(&a));
	arena_free(&a);
	return false;
}

static bool check_value(
	const struct endpoint *e, const struct parameter *p, const char *value, struct fault *f)
{
	int64_t most = dialect_of(e->path)->any_limit ? INT32_MAX : LIMIT_PAGE, n;

	if (p->kind == PARAM_LIMIT && !number_read(value, 1, most, &n))
		return fault_say(f, FAULT_BAD_REQUEST,
			"limit is a whole number from 1 to %lld, not \"%.40s\"", (long long)most, value);
	if (p->kind == PARAM_FORMAT && !history_format_named(value))
		return say_formats(f);
	if (p->words && p->form != MANY && !is_word(p->words, value))
		return fault_say(
			f, FAULT_BAD_REQUEST, "%s may not be \"%.40s\"; see /openapi.json", p->name, value);
	return true;
}

static bool say_missing(const struct parameter *p, struct pair *blamed, struct fault *f)
{
	if (p->kind == PARAM_FORMAT)
		return say_formats(f);
	*blamed = (struct pair){p->name, NULL};
	return fault_say(f, FAULT_BAD_REQUEST, "%s must be given", p->name);
}

bool endpoint_check(const struct endpoint *e, const struct query *q, struct pair *blamed, struct fault *f)
{
	if (e->answer == asset_show)
		return true; /* the page reads its own address: /?c=CSQU3054383 */
	for (size_t i = 0; i < q->count; i++) {
		const struct parameter *p = e->params;

		while (p && p->name && strcmp(p->name, q->pairs[i].name) != 0)
			p++;
		*blamed = q->pairs[i];
		if (!p || !p->name)
			return fault_say(f, FAULT_BAD_REQUEST,
				"%.60s is no parameter of this endpoint; /openapi.json lists them",
				q->pairs[i].name);
		if (!check_value(e, p, q->pairs[i].value, f))
			return false;
	}
	*blamed = (struct pair){0};
	for (const struct parameter *p = e->params; p && p->name; p++)
		if (p->form == MUST && !query_value(q, p->name))
			return say_missing(p, blamed, f);
	return true;
}

int endpoint_limit(const struct query *q)
{
	const char *given = query_value(q, "limit");
	int64_t n = 100;

	if (given && !number_read(given, 1, INT32_MAX, &n))
		n = 100;
	return n > LIMIT_PAGE ? LIMIT_PAGE : (int)n;
}
