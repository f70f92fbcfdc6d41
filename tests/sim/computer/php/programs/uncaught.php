<?php
function a($x) { b([1, 2], 'a long string that is longer than fifteen characters', new stdClass, null, 1.5, true); }
function b(...$args) { throw new DomainException("Something\nbroke", 7); }
class K { static function s() { (new self)->m(); } function m() { array_map(function ($v) { a($v); }, [1]); } }
K::s();
