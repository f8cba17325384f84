/* A table of codes with what is to be said of them: the kinds' tests share it. */
#ifndef UNIT_JUDGED_H
#define UNIT_JUDGED_H

#include "codes/code.h"

struct judged {
	const char *raw;
	enum code_verdict verdict;
	const char *says; /* part of the sentence */
};

static inline void assert_judged(enum code_kind kind, const struct judged *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct code_answer a = code_judge(kind, cases[i].raw);

		if (a.verdict != cases[i].verdict || !strstr(a.text, cases[i].says))
			fail_msg("%s: verdict %d, \"%s\" (expected %d, \"%s\")", cases[i].raw, (int)a.verdict,
				a.text, (int)cases[i].verdict, cases[i].says);
	}
}

#define ASSERT_JUDGED(kind, cases) assert_judged((kind), (cases), sizeof(cases) / sizeof *(cases))

#endif
