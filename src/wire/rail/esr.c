#include "wire/rail/esr.h"

#include "codes/station.h"

#include <string.h>

static const char *ask(const struct decode_world *w, const char *number)
{
	return w->place_called ? w->place_called(w->self, "ESR", number) : NULL;
}

/* Five digits that may be those of a station on a formation yard with their check digit. */
static void protected_code(const struct decode_world *w, struct esr_station *s, const char *digits)
{
	char number[7] = "";

	memcpy(number, digits, 4);
	number[4] = '0';
	number[5] = station_check_digit(number);
	if (number[5] != digits[4])
		return;
	s->place = ask(w, number);
	if (s->place)
		memcpy(s->number, number, sizeof number);
}

struct esr_station esr_find(const struct decode_world *w, const char *digits, size_t n)
{
	struct esr_station s = {.number = ""};

	memcpy(s.number, digits, n < 6 ? n : 6);
	if (n < 4 || n > 6)
		return s;
	if (n == 4)
		s.number[4] = '0';
	if (n < 6)
		s.number[5] = station_check_digit(s.number);
	s.failed = s.number[5] != station_check_digit(s.number);
	s.place = ask(w, s.number);
	if (n == 5 && !s.place)
		protected_code(w, &s, digits);
	return s;
}
