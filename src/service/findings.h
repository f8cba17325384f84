/*
 * What is found of one container: holds, whether it may be collected, seals, weights, transit, who has it,
 * and its free time; as members of its answer.
 *
 * Each is a pure module of the domain over the box's timeline and papers; this floor reads what they need
 * beside it (papers' details, terms) and writes what they found.  Only what is known is written.  What a term
 * costs is shown to who sees all: no party learns another's price.
 */
#ifndef SERVICE_FINDINGS_H
#define SERVICE_FINDINGS_H

#include "domain/findings.h"
#include "service/answers.h"
#include "service/rail.h"

struct findings_about {
	const struct timeline *timeline;
	const struct event *const *documents; /* events of papers that name it */
	const bool *documents_voided;
	size_t document_count;
	struct rows *rows;  /* its papers (part_papers_later) */
	struct rows *terms; /* findings_terms_later */
	instant now;
};

/* Queues the question of the terms that may hold of it. */
void findings_terms_later(struct batch *b, const struct asking *q, struct findings_about *about);

/* "holds", "available", "seals", "weights", "transit", "custody", "dwell". */
void findings_write(
	struct asking *q, struct json *j, const struct world *w, const struct findings_about *about);

/* Papers as the domain takes them, rows [from, until) of papers_of_containers.sql. */
struct line_paper *findings_papers(struct arena *a, const struct rows *r, int from, int until);
/* The world as the domain asks for it, while it is held. */
struct findings_world findings_world(const struct world *w);

/* For the files that write them. */
struct findings_writing {
	struct json *j;
	const struct world *w;
	struct arena *a;
	const struct findings *f;
	bool sees_prices;
};
/* When, where and by whom an event was told. */
void finding_told(const struct findings_writing *x, const struct event *e);
/* "paper": its kind and number; left out for NULL. */
void finding_paper(const struct findings_writing *x, const struct line_paper *p);
void findings_write_holds(const struct findings_writing *x); /* holds and availability */
void findings_write_seals(const struct findings_writing *x);
void findings_write_weights(const struct findings_writing *x);
void findings_write_transit(const struct findings_writing *x);
void findings_write_custody(const struct findings_writing *x);
void findings_write_dwell(const struct findings_writing *x);

#endif
