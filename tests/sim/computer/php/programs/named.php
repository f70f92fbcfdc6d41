<?php
function box(int $width, int $height = 10, string ...$labels) { return "$width x $height " . json_encode($labels); }
echo box(height: 2, width: 5), ' ', box(1, 2, 'a', 'b'), ' ', box(...['width' => 3]), ' ', box(1, ...[2, 'x']), ' ', box(1, 2, first: 'n'), "\n";
try { box(wide: 1); } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { box(); } catch (ArgumentCountError $e) { echo preg_replace('~/\S+/~', '', $e->getMessage()), "\n"; }
try { box(1, width: 2); } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { box('abc'); } catch (TypeError $e) { echo preg_replace('~/\S+/~', '', $e->getMessage()), "\n"; }
echo str_pad(string: 'x', length: 5, pad_type: STR_PAD_LEFT, pad_string: '-'), htmlspecialchars('<"', double_encode: false), implode(separator: ',', array: [1, 2]), number_format(num: 1234.5, decimals: 1), "\n";
print_r(array_slice(array: [1, 2, 3], offset: 1, preserve_keys: true));
var_dump(in_array(needle: '1', haystack: [1], strict: true));
function nullable(?int $a, int|null $b = null, mixed $c = 'c', bool $d = false): ?string { return $a === null ? null : "$a$b$c" . var_export($d, true); }
var_dump(nullable(null), nullable(1, d: true));
function &counter() { static $n = 0; $n++; return $n; }
echo counter(), counter(), "\n";
function nothing(): void { return; }
var_dump(nothing());
function never_returns(): never { throw new Exception('never'); }
try { never_returns(); } catch (Exception $e) { echo $e->getMessage(), "\n"; }
function gen_default($x = [1, 2], $y = PHP_INT_SIZE * 2, $z = M_PI) { return count($x) + $y; }
echo gen_default(), "\n";
function by_ref(array &$a) { $a[] = 1; }
$arr = [];
by_ref($arr);
by_ref($arr);
echo count($arr), "\n";
function static_vars() { static $calls = []; $calls[] = count($calls); return implode(',', $calls); } static_vars();
echo static_vars(), "\n";
$f = 'box';
echo $f(7), "\n";
echo (function () { return implode('|', func_get_args()) . func_num_args(); })(1, 2), "\n";
function deprecated_order(string $s = null) { return $s ?? 'null'; }
echo deprecated_order(), "\n";
class Chain { private $v = []; function __call($n, $a) { $this->v[] = $n . json_encode($a); return $this; } function get() { return implode('->', $this->v); } }
echo (new Chain)->select('a', 'b')->where(id: 5)->get(), "\n";
function union(int|string|array $x) { return gettype($x); }
echo union(1.0), union('a'), union([]), "\n";
try { union(null); } catch (TypeError $e) { echo preg_replace('~/\S+/~', '', $e->getMessage()), "\n"; }
echo intdiv(num1: 7, num2: 2), max(...[1, 5, 3]), "\n";
if (true) { function conditional() { return 'cond'; } }
echo conditional(), "\n"; 
