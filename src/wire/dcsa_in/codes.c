#include "wire/dcsa_in/codes.h"

#include <string.h>

static const struct code equipment[] = {
	{"LOAD", "LOADED", true},
	{"DISC", "DISCHARGED", true},
	{"GTIN", "GATED_IN", true},
	{"GTOT", "GATED_OUT", true},
	{"STUF", "STUFFED", true},
	{"STRP", "STRIPPED", true},
	{"PICK", "PICKED_UP", true},
	{"DROP", "DROPPED_OFF", true},
	{"INSP", "INSPECTED", true},
	{"RSEA", "RESEALED", true},
	{"RMVD", "REMOVED", true},
	{"AVPU", "AVAILABLE_FOR_PICKUP", false},
	{"AVDO", "AVAILABLE_FOR_DROP_OFF", false},
	{"CUSS", "CUSTOMS_SELECTED_FOR_SCAN", false},
	{"CUSI", "CUSTOMS_SELECTED_FOR_INSPECTION", false},
	{"CUSR", "CUSTOMS_RELEASED", false},
	{"WAYP", "CROSSED", false},
	{"WAYP", "CROS", false},
	{NULL, NULL, false},
};

static const struct code transport[] = {
	{"ARRI", "ARRIVED", true},
	{"DEPA", "DEPARTED", true},
	{"APPROACHING", "APPROACHING", false},
	{NULL, NULL, false},
};

static const struct code shipment[] = {
	{"RECE", "RECEIVED", true},
	{"DRFT", "DRAFTED", true},
	{"PENA", "PENDING_APPROVAL", true},
	{"PENU", "PENDING_UPDATE", true},
	{"REJE", "REJECTED", true},
	{"APPR", "APPROVED", true},
	{"ISSU", "ISSUED", true},
	{"SURR", "SURRENDERED", true},
	{"SUBM", "SUBMITTED", true},
	{"VOID", "VOIDED", true},
	{"CONF", "CONFIRMED", true},
	{"REQS", "REQUESTED", true},
	{"CMPL", "COMPLETED", true},
	{"HOLD", "ON_HOLD", true},
	{"RELS", "RELEASED", true},
	{"PENC", "PENDING_CONFIRMATION", false},
	{"CANC", "CANCELLED", false},
	{"DECL", "DECLINED", false},
	{"AMCF", "AMENDMENT_CONFIRMED", false},
	{"AMCN", "AMENDMENT_CANCELLED", false},
	{"AMDC", "AMENDMENT_DECLINED", false},
	{"AMPR", "AMENDMENT_IN_PROGRESS", false},
	{"AMRE", "AMENDMENT_RECEIVED", false},
	{"CACF", "CANCELLATION_CONFIRMED", false},
	{"CADC", "CANCELLATION_DECLINED", false},
	{"CARE", "CANCELLATION_RECEIVED", false},
	{"PENM", "PENDING_AMENDMENT", false},
	{"PSAM", "PENDING_SURRENDER_FOR_AMENDMENT", false},
	{"PSDL", "PENDING_SURRENDER_FOR_DELIVERY", false},
	{"SUAM", "SURRENDERED_FOR_AMENDMENT", false},
	{"SUDL", "SURRENDERED_FOR_DELIVERY", false},
	{"UPCF", "UPDATE_CONFIRMED", false},
	{"UPCN", "UPDATE_CANCELLED", false},
	{"UPDC", "UPDATE_DECLINED", false},
	{"UPDT", "UPDATE_IN_PROGRESS", false},
	{"UPRE", "UPDATE_RECEIVED", false},
	{NULL, NULL, false},
};

static const struct code document[] = {
	{"CBR", "CARRIER_BOOKING_REQUEST", true},
	{"BKG", "BOOKING", true},
	{"SHI", "SHIPPING_INSTRUCTION", true},
	{"SRM", "SHIPMENT_RELEASE_MESSAGE", true},
	{"TRD", "TRANSPORT_DOCUMENT", true},
	{"ARN", "ARRIVAL_NOTICE", true},
	{"VGM", "VERIFIED_GROSS_MASS", true},
	{"CAS", "CARGO_SURVEY", true},
	{"CUS", "CUSTOMS_INSPECTION", true},
	{"DGD", "DANGEROUS_GOODS_DECLARATION", true},
	{"OOG", "OUT_OF_GAUGE", true},
	{"DEI", "DELIVERY_INSTRUCTIONS", false},
	{"DEO", "DELIVERY_ORDER", false},
	{"TRO", "TRANSPORT_ORDER", false},
	{"CRO", "CONTAINER_RELEASE_ORDER", false},
	{"CUC", "CUSTOMS_CLEARANCE", false},
	{"CQU", "CONTRACT_QUOTATION", false},
	{"INV", "INVOICE", false},
	{NULL, NULL, false},
};

static const struct code classifier[] = {
	{"ACT", "ACTUAL", true},
	{"EST", "ESTIMATED", true},
	{"PLN", "PLANNED", true},
	{NULL, NULL, false},
};

static const struct code type[] = {
	{"EQUIPMENT", "EQUIPMENT", true},
	{"TRANSPORT", "TRANSPORT", true},
	{"SHIPMENT", "SHIPMENT", true},
	{"IOT", "IOT", false},
	{"REEFER", "REEFER", false},
	{NULL, NULL, false},
};

static const struct code load[] = {
	{"EMPTY", "EMPTY", true},
	{"LADEN", "LADEN", true},
	{NULL, NULL, false},
};

static const struct code mode[] = {
	{"VESSEL", "VESSEL", true},
	{"RAIL", "RAIL", true},
	{"TRUCK", "TRUCK", true},
	{"BARGE", "BARGE", true},
	{"MULTIMODAL", "MULTIMODAL", false},
	{NULL, NULL, false},
};

static const struct code other[] = {
	{"BREADCRUMB", "BREADCRUMB", false},
	{"DEVICE_STATUS", "DEVICE_STATUS", false},
	{"DOOR_CLOSED", "DOOR_CLOSED", false},
	{"DOOR_OPENED", "DOOR_OPENED", false},
	{"GEOFENCE_ENTRY", "GEOFENCE_ENTRY", false},
	{"GEOFENCE_EXIT", "GEOFENCE_EXIT", false},
	{"MOTION_START", "MOTION_START", false},
	{"MOTION_STOP", "MOTION_STOP", false},
	{"PAIRING", "PAIRING", false},
	{"UNPAIRING", "UNPAIRING", false},
	{"DETC", "DETECTED", false},
	{"ADJUSTED", "ADJU", false},
	{"MEASURED", "MEAS", false},
	{NULL, NULL, false},
};

static const struct code *const lists[CODE_LISTS] = {
	[LIST_EQUIPMENT] = equipment,
	[LIST_TRANSPORT] = transport,
	[LIST_SHIPMENT] = shipment,
	[LIST_DOCUMENT] = document,
	[LIST_CLASSIFIER] = classifier,
	[LIST_TYPE] = type,
	[LIST_LOAD] = load,
	[LIST_MODE] = mode,
	[LIST_OTHER] = other,
};

const struct code *code_at(enum code_list list, size_t i)
{
	const struct code *c = lists[list];

	while (c->code && i--)
		c++;
	return c->code ? c : NULL;
}

const struct code *code_find(enum code_list list, const char *said)
{
	for (const struct code *c = lists[list]; c->code; c++)
		if (strcmp(c->code, said) == 0 || strcmp(c->word, said) == 0)
			return c;
	return NULL;
}

struct pair {
	const char *theirs, *ours; /* of several for one of ours the last goes out */
};

static const struct pair reference_pairs[] = {
	{"FF", "FORWARDER"},
	{"SI", "SHIPPER"},
	{"EQ", "EQUIPMENT"},
	{"BOOKING", "BKG"},
	{NULL, NULL},
};
static const struct pair seal_pairs[] = {
	{"CAR", "CA"},
	{"SHI", "SH"},
	{"CUS", "CU"},
	{"CARRIER", "CA"},
	{"SHIPPER", "SH"},
	{"CUSTOMS", "CU"},
	{NULL, NULL},
};

static const char *ours_of(const struct pair *pairs, const char *theirs)
{
	for (; pairs->ours; pairs++)
		if (strcmp(pairs->theirs, theirs) == 0)
			return pairs->ours;
	return theirs;
}

static const char *theirs_of(const struct pair *pairs, const char *ours)
{
	const char *theirs = ours;

	for (; pairs->ours; pairs++)
		if (strcmp(pairs->ours, ours) == 0)
			theirs = pairs->theirs;
	return theirs;
}

const char *reference_kind_of(const char *said)
{
	return ours_of(reference_pairs, said);
}

const char *reference_type_of(const char *kind)
{
	if (strcmp(kind, "ON") == 0) /* EDIFACT's order number */
		return "PO";
	return theirs_of(reference_pairs, kind);
}

const char *seal_issuer_of(const char *source)
{
	return ours_of(seal_pairs, source);
}

const char *seal_source_of(const char *issuer)
{
	return theirs_of(seal_pairs, issuer);
}
