/*
 * Controls: the diagnostics whose severity a partner may set, as a table for people and for whoever checks a
 * partner's strictness.
 */
#ifndef RECORD_CONTROL_H
#define RECORD_CONTROL_H

struct control {
	const char *code;
	const char *usually; /* the severities it has where nobody set one: "information, warning" */
	const char *formats; /* that find it, blanks between */
	const char *about;   /* what is odd */
};

extern const struct control controls[];                /* by code; code NULL at the end */
const struct control *control_named(const char *code); /* NULL: none */

#endif
