/*
 * The words of the truth: codes of what happened and what went wrong, and the page that explains its members.
 */
#ifndef SIMULATE_TRUTH_WORDS_H
#define SIMULATE_TRUTH_WORDS_H

#include "simulate/world.h"

extern const char
	*const truth_happening_words[HAPPENINGS][2]; /* code, sentence; code "": of a run, not written */
extern const char *const truth_wrong_words[WRONGS][2];
extern const char *const truth_cause_words[CAUSES];

void truth_readme(struct world *w);
void truth_time(struct json *j, const char *key, minute at);
void truth_run(struct world *w, struct json *j, int run); /* member "run"; -1: none */

#endif
