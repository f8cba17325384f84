/*
 * The service characters of an interchange (ISO 9735, UNA), and what each byte is to them.
 */
#ifndef WIRE_EDIFACT_SYNTAX_H
#define WIRE_EDIFACT_SYNTAX_H

#include <stdbool.h>
#include <stdint.h>

struct syntax { /* the characters in force */
	char component, element, mark, release, repetition,
		terminator; /* a blank releases, repeats nothing */
	bool repeats;       /* the repetition character is in force (version 4) */
	bool announced;     /* by a UNA that no segment has followed yet */
};

/* What a byte is; PLAIN is everything that a value may hold as it is. */
enum class { PLAIN, COMPONENT, ELEMENT, REPETITION, RELEASE, TERMINATOR, CONTROL, HIGH };

#define SYNTAX_UNA 9 /* bytes of a UNA */

extern const struct syntax syntax_defaults; /* :+.?*' */

/* The characters that the nine bytes of a UNA announce.  Letters, digits and high bytes cannot separate
 * anything: a UNA that says so is not believed. */
struct syntax syntax_of_una(const char *una);
void classes_of(const struct syntax *syntax, uint8_t class[256]);

#endif
