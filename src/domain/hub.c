#include "domain/hub.h"

#include <string.h>

static const struct area {
	const char *word, *types, *kinds;
} areas[] = {
#define AREA(name, word, types, kinds) [AREA_##name] = {word, types, kinds},
#define AGE(name, word, days)
#include "domain/hub.def"
#undef AREA
#undef AGE
};

const char *const hub_area_words[] = {
#define AREA(name, word, types, kinds) [AREA_##name] = word,
#define AGE(name, word, days)
#include "domain/hub.def"
#undef AREA
#undef AGE
};

const char *const hub_age_words[] = {
#define AREA(name, word, types, kinds)
#define AGE(name, word, days) [AGE_##name] = word,
#include "domain/hub.def"
#undef AREA
#undef AGE
};

static const int age_days[] = {
#define AREA(name, word, types, kinds)
#define AGE(name, word, days) [AGE_##name] = days,
#include "domain/hub.def"
#undef AREA
#undef AGE
};

const char *const hub_arrivals[] = {"ARRI", "WAYP", "DISC", "GTIN", "DROP", NULL};
const char *const hub_departures[] = {"LOAD", "ABRD", "GTOT", "PICK", "DEPA", NULL};

bool hub_has_word(const char *words, const char *one)
{
	size_t n = strlen(one);

	for (const char *w = words; w && *w; w += strcspn(w, " "), w += *w == ' ')
		if (strcspn(w, " ") == n && strncmp(w, one, n) == 0)
			return true;
	return false;
}

static bool shares_word(const char *words, const char *others)
{
	char word[16];

	for (const char *w = words; *w; w += strcspn(w, " "), w += *w == ' ') {
		size_t n = strcspn(w, " ");

		if (n >= sizeof word)
			continue;
		memcpy(word, w, n);
		word[n] = '\0';
		if (hub_has_word(others, word))
			return true;
	}
	return false;
}

enum hub_area hub_area_of(const char *type, const char *kinds)
{
	if (type)
		for (int a = 0; a < AREAS; a++)
			if (hub_has_word(areas[a].types, type))
				return (enum hub_area)a;
	for (int a = 0; a < AREAS; a++)
		if (shares_word(areas[a].kinds, kinds))
			return (enum hub_area)a;
	return AREA_OTHER;
}

enum hub_age hub_age_of(instant since, instant now)
{
	int age = 0;

	if (since == INSTANT_NONE)
		return AGE_OLDER;
	while (age < AGE_OLDER && now - since >= age_days[age] * INSTANT_DAY)
		age++;
	return (enum hub_age)age;
}
