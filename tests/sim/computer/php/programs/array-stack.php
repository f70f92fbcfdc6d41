<?php
$sp = [1, 2];
extract(['ex' => 'tracted', 'b' => 1]);
echo $ex, "\n";
print_r(compact('ex', 'b'));
[$l1, $l2] = [1, 2];
list('k' => $kk) = ['k' => 'v'];
echo $l1, $l2, $kk, "\n";
print_r(array_walk($sp, fn($v) => $v));
echo "\n";
$st = [];
array_push($st, 1, 2, 3);
echo array_pop($st), array_shift($st), array_unshift($st, 'z', 'y'), implode($st), "\n";
echo current($st), next($st), key($st), reset($st), end($st), prev($st), "\n";
var_dump(next($st), next($st), current($st), key($st));
