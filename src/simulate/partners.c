/*
 * Partners, as PUT /api/v1/partners takes them: by whose clock those write who do not say so.
 */
#include "simulate/voice.h"

static const struct {
	const char *name, *title, *zone;
} clocks[] = {
	{"ktz", "Railway of Kazakhstan", "Asia/Almaty"},
	{"rzd", "Railway of Russia", "Europe/Moscow"},
	{"bch", "Railway of Belarus", "Europe/Moscow"},
	{"uty", "Railway of Uzbekistan", "Asia/Tashkent"},
};

void partners_write(struct world *w)
{
	for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
		struct text t = TEXT_INIT, path = TEXT_INIT;

		text_printf(&path, "partners/%s.json", clocks[i].name);
		text_printf(&t,
			"{\"title\": \"%s\", \"signs\": [{\"kind\": \"key\", \"value\": \"%s\"}], \"zones\": "
			"[{\"zone\": \"%s\"}]}\n",
			clocks[i].title, clocks[i].name, clocks[i].zone);
		post_put(&w->post, text_string(&path), &t);
		text_free(&t);
		text_free(&path);
	}
}
