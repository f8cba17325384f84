#include "service/feedback.h"

#include <jansson.h>

static const char *severity_of(const char *ours)
{
	if (strcmp(ours, "error") == 0)
		return "ERROR";
	return strcmp(ours, "warning") == 0 ? "WARN" : "INFO";
}

void feedback_element(struct json *j, const char *severity, const char *message, const char *path)
{
	jw_open(j, '{');
	jw_member(j, "severity", severity);
	jw_member(j, "message", message);
	jw_member(j, "propertyPath", path);
	jw_close(j, '}');
}

static void open_feedback(struct json *j)
{
	jw_open(j, '{');
	jw_key(j, "feedbackElements");
	jw_open(j, '[');
}

static void close_feedback(struct json *j)
{
	jw_close(j, ']');
	jw_close(j, '}');
}

static const char *member(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

/* An empty list of events is a request like any other. */
static bool says_nothing(const struct receipt *r, const json_t *diagnostics)
{
	const char *code = member(json_array_get(diagnostics, 0), "code");

	return !r->messages && json_array_size(diagnostics) == 1 && code && strcmp(code, "no-message") == 0;
}

bool feedback_of_receipt(struct text *out, const struct receipt *r)
{
	struct json j = {out, false};
	json_t *receipt = json_loadb(text_string(&r->json), r->json.length, 0, NULL);
	const json_t *diagnostics = json_object_get(receipt, "diagnostics"), *d;
	bool nothing = says_nothing(r, diagnostics);
	size_t i;

	open_feedback(&j);
	json_array_foreach(diagnostics, i, d)
	{
		const char *severity = member(d, "severity");

		feedback_element(&j, nothing ? "INFO" : severity_of(severity ? severity : ""),
			member(d, "text"), member(d, "path"));
	}
	close_feedback(&j);
	json_decref(receipt);
	return nothing || r->status != RECEIPT_REJECTED;
}

void feedback_of_fault(struct text *out, const char *message)
{
	struct json j = {out, false};

	open_feedback(&j);
	feedback_element(&j, "ERROR", message, NULL);
	close_feedback(&j);
}
