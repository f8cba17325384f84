#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
	const char *name, *title;
	int status;
} faults[] = {
	[FAULT_NONE] = {"none", "Nothing went wrong", 200},
#define FAULT(code, status, title) [FAULT_##code] = {#code, title, status},
#include "base/fault.def"
#undef FAULT
};

bool fault_say(struct fault *f, enum fault_code code, const char *fmt, ...)
{
	va_list args;

	f->code = code;
	f->sqlstate[0] = '\0';
	va_start(args, fmt);
	vsnprintf(f->text, sizeof f->text, fmt, args);
	va_end(args);
	return false;
}

int fault_status(enum fault_code code)
{
	return code < FAULTS ? faults[code].status : 500;
}

const char *fault_title(enum fault_code code)
{
	return faults[code < FAULTS ? code : FAULT_INTERNAL].title;
}

const char *fault_name(enum fault_code code)
{
	return faults[code < FAULTS ? code : FAULT_INTERNAL].name;
}
