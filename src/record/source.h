/*
 * What the speaker of an event is: whose word counts for what is told by this (domain/fact.def).
 *
 * A partner whose role is known speaks as that; otherwise the format and type of a message say who sends such
 * ones.  It is no part of an event's id: a role that is set later changes what an event counts for, not which
 * event it is.
 */
#ifndef RECORD_SOURCE_H
#define RECORD_SOURCE_H

/* Stored as numbers: new ones go to the end. */
enum source_kind {
	SOURCE_UNKNOWN,
	SOURCE_TERMINAL,
	SOURCE_RAILWAY,
	SOURCE_CUSTOMS,
	SOURCE_CARRIER,
	SOURCE_FORWARDER,
	SOURCE_TRACKER,
	SOURCE_PERSON,
	SOURCES
};

/* NULL terminal railway customs carrier forwarder tracker person */
extern const char *const source_words[SOURCES];
enum source_kind source_of_word(const char *word); /* SOURCES: none; SOURCE_UNKNOWN has no word */
/* Who sends messages of that type; either may be NULL. */
enum source_kind source_of_message(const char *format, const char *type);

#endif
