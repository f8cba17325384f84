#!/bin/sh
# Prints an assembler file that holds the named files, and the table by which the program finds them.
# embed.sh NAME=PATH ...: NAME is what the program calls it.
set -eu
echo '	.section .rodata'
n=0
for pair; do
	printf '	.balign 16\nembedded_%d:\n	.incbin "%s"\nembedded_%d_end:\n	.byte 0\nembedded_%d_name:\n	.asciz "%s"\n' \
		$n "${pair#*=}" $n $n "${pair%%=*}"
	n=$((n + 1))
done
printf '	.section .data.rel.ro,"aw"\n	.balign 8\n	.globl embedded_files\nembedded_files:\n'
i=0
while [ $i -lt $n ]; do
	printf '	.quad embedded_%d_name, embedded_%d, embedded_%d_end - embedded_%d\n' $i $i $i $i
	i=$((i + 1))
done
printf '	.section .rodata\n	.balign 8\n	.globl embedded_count\nembedded_count:\n	.quad %d\n	.section .note.GNU-stack,"",@progbits\n' $n
