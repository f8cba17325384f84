#include "cli/paint.h"

#include <stdlib.h>
#include <unistd.h>

struct paint paint_for(int fd)
{
	if (!isatty(fd) || getenv("NO_COLOR"))
		return (struct paint){"", "", "", ""};
	return (struct paint){"\033[1m", "\033[2m", "\033[33m", "\033[0m"};
}
