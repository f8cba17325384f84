#include "http/origin.h"

#include <string.h>
#include <strings.h>

const char *const proxy_headers[] = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", NULL};

/* Length of the name in "name:port"; 0 where what follows the name is no port. */
static size_t name_length(const char *host)
{
	size_t n = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
	const char *port;

	if (n > strlen(host))
		return 0;
	port = host + n;
	if (*port == '\0')
		return n;
	if (*port != ':' || port[1] == '\0' || port[1 + strspn(port + 1, "0123456789")] != '\0')
		return 0;
	return n;
}

static bool is_ipv4_loopback(const char *s, size_t n)
{
	int dots = 0, digits = 0;

	if (n < 9 || strncmp(s, "127.", 4) != 0)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.') {
			if (digits == 0)
				return false;
			dots++;
			digits = 0;
		} else if (s[i] < '0' || s[i] > '9' || ++digits > 3) {
			return false;
		}
	}
	return dots == 3 && digits > 0;
}

bool host_is_loopback(const char *host)
{
	size_t n = host ? name_length(host) : 0;

	if (n == 5 && strncmp(host, "[::1]", 5) == 0)
		return true;
	if (n == 9 && strncasecmp(host, "localhost", 9) == 0)
		return true;
	if (n > 10 && strncasecmp(host + n - 10, ".localhost", 10) == 0)
		return true;
	return n > 0 && is_ipv4_loopback(host, n);
}

bool origin_is_ours(const char *origin, const char *host)
{
	if (!origin)
		return true;
	return host && strncasecmp(origin, "http://", 7) == 0 && strcasecmp(origin + 7, host) == 0;
}

bool fetch_site_is_ours(const char *site)
{
	return !site || strcasecmp(site, "same-origin") == 0 || strcasecmp(site, "none") == 0;
}
