/*
 * Papers that rows name: consignment notes, acts, and what their words say of their kind.
 */
#ifndef WIRE_SHEET_KIND_PAPERS_H
#define WIRE_SHEET_KIND_PAPERS_H

#include "wire/sheet/taking.h"
#include "wire/sheet/value.h"

/* By what a text says ("СМГС", "CIM/SMGS", "国联运单"); PAPER_OTHER: nothing. */
enum paper_kind paper_kind_told(const char *text);
/* The row's consignment note, and its event; NULL: the row names none. */
struct paper *paper_of_waybill(struct sheet_reading *r, const struct sheet_values *v,
	const struct moment *when, const struct sheet_spot *where);
/* GU-22 or GU-23, by what the act's number or heading says; PAPERS: the row names none. */
enum paper_kind paper_kind_of_act(const struct sheet_reading *r, const struct sheet_values *v);
/* The row's act (GU-22, GU-23), and its event; NULL: none. */
struct paper *paper_of_act(struct sheet_reading *r, const struct sheet_values *v, const struct moment *when,
	const struct sheet_spot *where);
/* What has no member of its own, as a JSON object. */
const char *paper_detail(struct sheet_reading *r, const struct sheet_values *v);

#endif
