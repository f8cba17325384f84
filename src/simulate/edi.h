/*
 * EDIFACT as the simulated parties write it: the smallest hand that does, for the writers of messages.
 */
#ifndef SIMULATE_EDI_H
#define SIMULATE_EDI_H

#include "simulate/voice.h"

struct edi {
	struct pen *p;
	int segments, messages;
	char reference[24];
};

void edi_begin(struct edi *e, struct pen *p, const char *set, const char *recipient); /* UNB */
void edi_message(struct edi *e, const char *type); /* UNH: CODECO:D:95B:UN */
void edi_segment(struct edi *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void edi_message_end(struct edi *e);
void edi_end(struct edi *e); /* UNZ, and sends it */

void edi_time(struct edi *e, int qualifier, enum place clock,
	minute at); /* DTM, format 203, as the clocks there go */
void edi_place(struct edi *e, int qualifier, enum place p, bool facility); /* LOC */
/* EQD to SEL: a box with its papers. direction: 2 export, 3 import, 6 transhipment. */
void edi_box(struct edi *e, const struct box *b, int direction, bool empty);
void edi_train(struct edi *e, const struct fact *f); /* TDT of a box's own: train and wagon */
void edi_ship(struct edi *e, const struct run *r, const char *voyage);

#endif
