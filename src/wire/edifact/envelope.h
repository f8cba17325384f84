/*
 * What surrounds messages: the interchange and group that are open, their counts, and how these are carried
 * over a point where decoding is taken up again.
 */
#ifndef WIRE_EDIFACT_ENVELOPE_H
#define WIRE_EDIFACT_ENVELOPE_H

#include "wire/edifact/reading.h"

#define ENVELOPE_TEXT 101 /* 0004, 0010, 0020, 0048: an..35; what is longer is cut */

struct envelope {
	struct interchange interchange; /* points into the texts below */
	bool open;                      /* a UNB without its UNZ */
	bool unb_missed;                /* said already that there is none */
	char syntax[5], sender[ENVELOPE_TEXT], recipient[ENVELOPE_TEXT], reference[ENVELOPE_TEXT];
	char sender_qualifier[ENVELOPE_TEXT], recipient_qualifier[ENVELOPE_TEXT];
	enum charset set;
	unsigned version;
	uint32_t messages, groups; /* since UNB */
	bool group_open;
	char group[ENVELOPE_TEXT]; /* UNG 0048 */
	uint32_t group_messages;
};

/* How the envelope says what it finds odd. */
struct envelope_ear {
	void *self;
	void (*say)(void *self, enum severity severity, const char *code, const struct segment *s, unsigned e,
		const char *text);
};

void envelope_unb(struct envelope *v, const struct segment *s, const struct envelope_ear *ear);
void envelope_ung(struct envelope *v, const struct segment *s, const struct envelope_ear *ear);
void envelope_une(struct envelope *v, const struct segment *s, const struct envelope_ear *ear);
void envelope_unz(struct envelope *v, const struct segment *s, const struct envelope_ear *ear);

/* As text, and back; false where the text is none of ours. */
const char *envelope_write(const struct envelope *v, const struct syntax *syntax, struct arena *a);
bool envelope_read(struct envelope *v, struct syntax *syntax, const char *state);

#endif
