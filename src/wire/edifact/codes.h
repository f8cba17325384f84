/*
 * Code lists of the directories (UNTDID D.95B to D.23A) as far as they shape an event; one table a list.
 */
#ifndef WIRE_EDIFACT_CODES_H
#define WIRE_EDIFACT_CODES_H

#include "wire/edifact/reading.h"

/* 1153: what a reference is to us ("BN" -> "BKG"); NULL: kept under its own qualifier. */
const char *reference_kind(struct slice qualifier);
/* The qualifier that says this kind; NULL: none does. */
const char *reference_qualifier(const char *kind);
/* 8067, and where that says nothing 8179. */
enum mode mode_of(unsigned mode, unsigned means);
/* 8249, as DCSA would say it; NULL: nothing we have a word for. */
const char *movement_of(unsigned status);
/* 1225; false: a code that says nothing about earlier messages, taken as original. */
bool function_of(unsigned code, enum function *function);
/* 3227; SPOT_KINDS: none that shapes an event. */
enum spot_kind spot_kind_of(unsigned qualifier);
/* "D", "95B" -> 19952; 0: none of D.95B to D.23A. */
unsigned release_of(struct slice version, struct slice release);

enum equipment_status { /* 8249 */
	STATUS_EXPORT = 2,
	STATUS_IMPORT = 3,
	STATUS_ON_BOARD = 4,
	STATUS_SHIFTER = 5,
	STATUS_SHORTLANDED = 7,
	STATUS_OVERLANDED = 8,
	STATUS_RELOADED = 14
};

#endif
