<?php
print_r(json_decode('{"a":{"b":[1,2,{"c":null}]},"n":1.0,"big":12345678901234567890}'));
var_dump(json_decode('{"a":{"b":[1,"x"]}}', true));
var_dump(json_decode('[1', true), json_last_error(), json_last_error_msg(), json_decode('"text"'), json_decode('nope'), json_decode(''), json_decode('{"0":"zero"}', true), json_decode('[[1]]', true, 1), json_last_error_msg());
try { json_decode("{'a':1}", false, 512, JSON_THROW_ON_ERROR); } catch (JsonException $e) { echo get_class($e), ' ', $e->getMessage(), ' ', $e->getCode(), "\n"; }
var_dump(json_encode("\xB1\x31"), json_last_error_msg(), json_encode("\xB1\x31", JSON_INVALID_UTF8_SUBSTITUTE), json_encode(NAN === NAN), json_encode(INF));
echo json_last_error_msg(), "\n";
foreach (json_decode('{"one":1,"two":{"three":[3]}}') as $k => $v) echo $k, '=', is_object($v) ? json_encode($v) : $v, "\n";
echo json_encode("\u{1F600}"), json_encode("line\u{2028}"), json_decode('"\ud83d\ude00"'), "\n";
$o = json_decode('{"a b":1}');
echo $o->{'a b'}, "\n";
