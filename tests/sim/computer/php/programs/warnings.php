<?php
echo $nope;
$a = [];
echo $a['k'], $a[3];
echo "abc"[5] ?? 'd';
$s = 'abc';
echo $s['x'] ?? 'e', "\n";
echo 1 <=> '1', 'abc' == 0 ? 'eq' : 'ne', "\n";
echo implode([1, 2]), "\n";
$n = null;
echo $n->b ?? 'nul', "\n";
echo (int) 'abc' + 1, '5 apples' + 1, "\n";
foreach (5 as $x) {}
foreach (null as $x) {}
echo str_repeat('ab', 0), "\n";
