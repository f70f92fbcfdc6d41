<?php
$w = ['a' => ['b' => 1, 'c' => [2, 3]]];
array_walk_recursive($w, function (&$v, $k, $p) { $v = "$p$k=$v"; }, '#');
print_r($w);
$ww = ['x' => 1];
array_walk($ww, fn(&$v, $k) => $v = $k . $v);
print_r($ww);
