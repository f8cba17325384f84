#include "record/control.h"

#include <stddef.h>
#include <string.h>

const struct control controls[] = {
#define CONTROL(code, usually, formats, about) {code, usually, formats, about},
#include "record/control.def"
#undef CONTROL
	{NULL, NULL, NULL, NULL},
};

const struct control *control_named(const char *code)
{
	for (const struct control *c = controls; c->code; c++)
		if (strcmp(c->code, code) == 0)
			return c;
	return NULL;
}
