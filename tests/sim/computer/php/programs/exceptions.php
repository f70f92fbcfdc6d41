<?php
class AppError extends RuntimeException { private $extra; public function __construct($m, $extra = null, ?Throwable $prev = null) { parent::__construct($m, 42, $prev); $this->extra = $extra; } public function extra() { return $this->extra; } }
function risky($n) { try { if ($n === 1) throw new InvalidArgumentException('one'); if ($n === 2) return 'early'; if ($n === 3) throw new AppError('three', ['k' => 1]); return 'ok'; } catch (InvalidArgumentException $e) { return 'handled ' . $e->getMessage(); } finally { echo "[finally $n]"; } }
foreach ([0, 1, 2] as $n) echo risky($n), "\n";
try { risky(3); } catch (LogicException | AppError $e) { echo get_class($e), $e->getCode(), json_encode($e->extra()), $e->getLine(), "\n"; }
function over() { try { return 'try'; } finally { return 'finally'; } }
echo over(), "\n";
function nested() { try { try { throw new Exception('inner'); } finally { echo 'cleanup '; } } catch (Exception $e) { throw new LogicException('outer', 1, $e); } }
try { nested(); } catch (LogicException $e) { echo $e->getMessage(), ' <- ', $e->getPrevious()->getMessage(), "\n"; }
foreach ([fn() => intdiv(1, 0), fn() => 1 % 0, fn() => 1 / 0, fn() => strlen(), fn() => strlen([]), fn() => nosuch(), fn() => new Nosuch, fn() => null->x(), fn() => (new AppError('m'))->nope(), fn() => [] > 5 ? 1 : [] + 5, fn() => str_repeat('x', -1), fn() => array_combine([1], [1, 2]), fn() => (function (int $x) {})('abc'), fn() => (function (int $x): string { return []; })(1), fn() => AppError::NOPE, fn() => NOPE, fn() => random_int(5, 1), fn() => 'abc' * 2, fn() => json_decode('{', flags: JSON_THROW_ON_ERROR), fn() => (function (string ...$s) {})('a', []), fn() => array_rand([]), fn() => 'abc'->x, fn() => (fn(?int $a, $b) => 1)(1), fn() => constant('X::Y'), fn() => iterator_to_array(5)] as $i => $f)
    try { $r = $f(); echo $i, ' = '; var_dump($r); } catch (Throwable $e) { echo $i, ' ', get_class($e), ': ', $e->getMessage(), "\n"; }
set_error_handler(function ($no, $msg, $file, $line) { throw new ErrorException($msg, 0, $no, $file, $line); });
try { echo $undefined; } catch (ErrorException $e) { echo $e->getMessage(), ' ', $e->getSeverity(), "\n"; }
restore_error_handler();
echo @$arr['none'] ?? 'default', "\n";
function deep($n) { if ($n === 0) throw new Exception('bottom'); deep($n - 1); }
try { deep(2); } catch (Exception $e) { echo $e->getTraceAsString(), "\n"; echo count($e->getTrace()), "\n"; }
echo (string) new Exception('as text') === '' ? 'empty' : 'text', "\n";
throw new AppError('the end', previous: new Exception('cause'));
