<?php
$rate = 3;
$times = function (int $n) use ($rate): int { return $n * $rate; };
$rate = 5;
echo $times(2), "\n";
$counter = function () { static $n = 0; return ++$n; };
echo $counter(), $counter(), $counter(), "\n";
$total = 0;
$add = function ($n) use (&$total) { $total += $n; };
array_map($add, [1, 2, 3]);
echo $total, "\n";
class Greeter { private $word = 'Hello'; function maker() { return fn($name) => "$this->word, $name"; } }
echo (new Greeter)->maker()('Ann'), "\n";
$peek = function () { return $this->word; };
echo Closure::bind($peek, new Greeter, Greeter::class)(), "\n";
echo $peek->call(new Greeter), "\n";
$strlen = strlen(...);
echo $strlen('four'), "\n";
$compose = fn(callable ...$f) => fn($x) => array_reduce($f, fn($acc, $g) => $g($acc), $x);
echo $compose('trim', strrev(...), fn($s) => $s . '!')('  abc '), "\n";
$fib = function ($n) use (&$fib) { return $n < 2 ? $n : $fib($n - 1) + $fib($n - 2); };
echo $fib(12), "\n";
var_dump(is_callable('nosuch'), is_callable([new Greeter, 'maker']), (function () { return func_get_args(); })(1, 2));
$partial = fn($a) => fn($b) => $a . $b;
echo $partial('x')('y'), PHP_EOL;
echo implode(',', array_filter([1, 2, 3, 4, 5, 6], fn($v, $k) => $v % 2 && $k > 0, ARRAY_FILTER_USE_BOTH)), "\n";
