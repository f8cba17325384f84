/*
 * Events as EDIFACT messages: the way out of wire/edifact.
 *
 * An interchange (UNB..UNZ), a message for everything that has the same head: sender, document, time of
 * saying, function, and, in COARRI, the ship's call.  Directory D.00B throughout: it is the newest that
 * carriers and terminals take widely (SMDG's guides for CODECO and COARRI, association code SMDG21), and in
 * it times stand under their own LOC and texts may have 512 characters, as D.95B has neither.  Text is in
 * ISO 8859-1 (UNOC) where that has all its characters, else in UTF-8 (UNOY).
 *
 * What is decoded from these bytes has the same id wherever there is room for what makes it, and handing
 * that out once more gives the same bytes.  There is no room for:
 *
 *   all       the party that delivered an event; override and retract, said as replace and cancel; controls,
 *             which become blanks; more than nine references, measures, seals or texts; the hour as a
 *             precision; a day with its own offset; years before 1950
 *   CODECO    all but GTIN and GTOT that took place, of a container
 *   COARRI    all but LOAD and DISC that took place, of a container, and ARRI and DEPA of a voyage, which
 *             have no references, remarks and the like; a restow whose other half is not there is said
 *             without that word, as are boxes that remain on board or are short-landed
 *   IFTSTA    temperatures; references to other boxes; the movement, load and measures of what is no box
 *
 * What says the same twice is said once.
 */
#ifndef WIRE_EDIFACT_OUT_H
#define WIRE_EDIFACT_OUT_H

#include "wire/emit.h"

void codeco_write(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told);
void coarri_write(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told);
void iftsta_write(struct text *out, const struct emit_head *head, const struct emitted *events, size_t n,
	struct emit_told *told);

#endif
