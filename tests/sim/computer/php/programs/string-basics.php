<?php
$s = 'The quick brown fox';
echo strlen($s), strtoupper($s), ucwords('hello big-world foo', " -"), lcfirst('ABC'), "\n";
var_dump(strpos($s, 'quick'), strpos($s, 'zzz'), stripos($s, 'THE'), strrpos($s, 'o'), substr($s, -3), substr($s, 4, 5), substr($s, 100), substr_count($s, 'o'));
echo str_pad('7', 3, '0', STR_PAD_LEFT), '|', str_pad('mid', 9, '*-', STR_PAD_BOTH), '|', str_repeat('=', 5), "\n";
echo wordwrap('The quick brown fox sat over the lazy dog', 15, "\n", true), "\n";
