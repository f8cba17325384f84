/*
 * One reader a kind of segment: what it says goes into the head or the open box, by the group it stands in.
 */
#ifndef WIRE_EDIFACT_READERS_H
#define WIRE_EDIFACT_READERS_H

#include "wire/edifact/reading.h"

typedef void reader(struct reading *r, const struct segment *s);

/* Whether a value is a number; whether a container's number is read as it stands, and as no other. */
bool number_reads(const char *value);
bool container_kept(const char *number);

reader read_head_text; /* FTX at the head: what our own messages say there */
reader read_bgm, read_cnt, read_dtm, read_loc, read_nad, read_rff, read_tdt; /* head and box */
reader read_eqd, read_sel, read_mea, read_dim, read_tmp, read_rng;           /* box */
reader read_remark; /* FTX DAM DGS TMD HAN COD EQA PCD PIA GDS ATT: tag and codes, kept as a remark */

/* Of IFTSTA: the message, a consignment, a status. */
reader read_message_place, read_message_rff, read_message_box;
reader read_cni, read_consignment_place, read_consignment_rff;
reader read_sts, read_status_rff, read_status_time, read_status_doc, read_status_remark, read_status_party,
	read_status_place, read_status_ride, read_status_box;

/* COPRAR and its like: boxes may be ordered without saying which. */
reader read_order_eqd, read_order_eqn;
void unnumbered_tell(struct reading *r); /* for message_kind.end: how many there are, once */

/* Of a box's EQD: a box begins; all it says but the number, false: it is of no box; the number. */
void box_begin(struct reading *r, const struct segment *s);
bool equipment_read(struct reading *r, const struct segment *s);
void equipment_number(struct reading *r, const struct segment *s);

/* Of orders, schedules and instructions. */
reader read_units;                                                  /* EQN of a box */
reader read_voyage, read_voyage_rff, read_stop, read_late_party;    /* IFTSAI */
reader read_order_time, read_order_leg;                             /* COPARN */
reader read_mass_time, read_certificate, read_weigher, read_signer; /* VERMAS */

reader read_instruction, read_instruction_place, read_instruction_party, read_instruction_goods; /* IFTMIN */

/* What readers share.  A LOC; a key that is looked up by (none rather than a cut one); a reference, false
 * where it is none; a container's number, NULL where it is none; a segment's words as a remark, NULL: it has
 * none. */
void spot_read(struct reading *r, const struct segment *s, struct spot *spot);
const char *keep_key(struct reading *r, const struct segment *s, unsigned e, unsigned c, struct slice value);
bool reference_read(struct reading *r, const struct segment *s, unsigned k, struct reference *x);
void reference_take(struct reading *r, const struct segment *s, unsigned k); /* the same, into head or box */
void reference_add(struct reading *r, struct reference x, struct reference *list, size_t *count);
const char *container_read(
	struct reading *r, const struct segment *s, unsigned e, unsigned c, struct slice raw, bool *failed);
const char *remark_of(struct reading *r, const struct segment *s);

#endif
