#include "wire/edifact/syntax.h"

const struct syntax syntax_defaults = {':', '+', '.', '?', '*', '\'', false, false};

static bool separates(char c)
{
	bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

	return (uint8_t)c < 0x80 && !letter && !(c >= '0' && c <= '9');
}

struct syntax syntax_of_una(const char *una)
{
	struct syntax x = {una[3], una[4], una[5], una[6], una[7], una[8], false, true};

	if (!separates(x.component) || !separates(x.element) || !separates(x.terminator))
		x = syntax_defaults;
	x.announced = true;
	if (!separates(x.release))
		x.release = ' ';
	if (!separates(x.repetition))
		x.repetition = ' ';
	return x;
}

void classes_of(const struct syntax *x, uint8_t class[256])
{
	memset(class, PLAIN, 256);
	memset(class, CONTROL, 0x20);
	memset(class + 0x80, HIGH, 0x80);
	if (x->repeats && x->repetition != ' ')
		class[(uint8_t)x->repetition] = REPETITION;
	if (x->release != ' ')
		class[(uint8_t)x->release] = RELEASE;
	class[(uint8_t)x->component] = COMPONENT;
	class[(uint8_t)x->element] = ELEMENT;
	class[(uint8_t)x->terminator] = TERMINATOR;
}
