/*
 * Any bytes as a code, a size, a time and a zone file: nothing is read past its end, what is normalised stays
 * so, what is read as a time is written back as the same time.
 */
#include "base/arena.h"
#include "base/fault.h"
#include "base/instant.h"
#include "base/text.h"
#include "codes/code.h"
#include "codes/size_type.h"

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void try_code(const char *raw)
{
	struct code_answer answers[CODE_KINDS];
	char once[32], twice[32], changed[128], words[40], why[128];
	bool normal = code_normalise(raw, once, sizeof once, changed, sizeof changed);

	must(code_oddity(raw, why, sizeof why) == !normal && !*why == normal);
	if (normal) {
		must(code_normalise(once, twice, sizeof twice, changed, sizeof changed));
		must(strcmp(once, twice) == 0 && !*changed);
	}
	for (size_t i = code_guess(raw, answers); i > 0; i--) {
		must(answers[i - 1].verdict != CODE_NOT_THIS);
		must(*answers[i - 1].text && *answers[i - 1].code);
		must(code_judge(answers[i - 1].kind, answers[i - 1].code).verdict == answers[i - 1].verdict);
	}
	must(size_type_words(raw, words, sizeof words) == (*words != '\0'));
}

static void try_instant(const char *bytes, size_t n)
{
	struct text t = TEXT_INIT;
	instant at, again;
	int offset, offset_again;

	if (!instant_read(bytes, n, &at, &offset))
		return;
	instant_write(&t, at, offset);
	must(instant_read(t.bytes, t.length, &again, &offset_again));
	must(at == again && offset == offset_again);
	text_free(&t);
}

static void try_zone(const void *bytes, size_t n)
{
	struct arena a = ARENA_INIT;
	struct fault f;
	const struct zone *z = zone_read(&a, "Fuzz", bytes, n, &f);

	for (int year = 1890; z && year < 2110; year += 7) {
		struct civil c = {year, year % 12 + 1, year % 28 + 1, 2, 30, 0, 0};
		int offset = zone_offset_of_local(z, &c);

		must(offset >= -26 * 3600 && offset <= 26 * 3600);
		offset = zone_offset_at(z, civil_to_instant(&c, 0));
		must(offset >= -26 * 3600 && offset <= 26 * 3600);
	}
	arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *raw = malloc(size + 1);

	if (!raw)
		return 0;
	memcpy(raw, data, size);
	raw[size] = '\0';
	try_code(raw);
	free(raw);
	try_instant((const char *)data, size);
	try_zone(data, size);
	return 0;
}
