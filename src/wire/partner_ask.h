/*
 * What decoders ask their world of a partner, so that all ask alike.  p may be NULL: nobody who is known.
 */
#ifndef WIRE_PARTNER_ASK_H
#define WIRE_PARTNER_ASK_H

#include "wire/decode.h"

/* Who it is from: whoever delivers says (hint), else the message (nad), its envelope (unb), else what is
 * known of the delivery.  Any may be NULL. */
const struct partner *partner_for(
	const struct decode_world *w, const struct decode_hint *hint, const char *nad, const char *unb);
/* How severe it is to the partner; SEVERITIES: it is left out.  What is an error to everybody stays one:
 * nothing could be taken, so there is nothing to be lenient with. */
enum severity severity_for(
	const struct decode_world *w, const struct partner *p, const char *code, enum severity usual);
/* What the partner means by a code; NULL: it has not said so. */
const char *meaning_for(
	const struct decode_world *w, const struct partner *p, enum partner_list list, const char *code);
/* A facility's meaning, CNLYG:SMDG:LNOCT, in its three parts; false where it is none. */
bool facility_meant(
	struct arena *a, const char *meaning, const char **place, const char **list, const char **code);
/* Puts what the partner means by the event's size and type in its place, by a word for laden or empty its
 * load state.  False: it has not said so, and nothing changes. */
bool size_meant(const struct decode_world *w, const struct partner *p, struct event *e);
bool load_meant(const struct decode_world *w, const struct partner *p, struct event *e, const char *word);
/* Counts a code that nobody mapped.  who: the partner's name, else the sender as written; without one it is
 * not counted. */
void unknown_tell(const struct decode_sink *sink, const struct partner *p, const char *sender,
	enum partner_list list, const char *code, const char *sample);

#endif
