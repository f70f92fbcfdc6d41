<?php
echo json_encode(['a' => 1, 'b' => [1, 2.0, '3'], 'c' => null, 'd' => "é/\"\n<>&'", 'e' => [], 'f' => new stdClass, 'g' => 0.1 + 0.2, 'h' => true]), "\n";
echo json_encode(['é' => 'ü/', 'html' => "<a href='x'>&"], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n", json_encode("<a href='x'>&\"", JSON_HEX_TAG | JSON_HEX_APOS | JSON_HEX_AMP | JSON_HEX_QUOT), "\n";
echo json_encode(['x' => ['y' => [1, 2], 'z' => [], 'o' => (object) []]], JSON_PRETTY_PRINT), "\n";
echo json_encode([3 => 'a', 4 => 'b']), json_encode([0 => 'a', 1 => 'b']), json_encode(['1', 'x'], JSON_FORCE_OBJECT), json_encode('123', JSON_NUMERIC_CHECK), json_encode(10.0, JSON_PRESERVE_ZERO_FRACTION), json_encode(10.0), "\n";
class P implements JsonSerializable { public $pub = 1; protected $pro = 2; private $pri = 3; function jsonSerialize(): mixed { return ['pub' => $this->pub, 'sum' => $this->pro + $this->pri]; } }
class Q { public $a = 1; protected $b = 2; private $c = 3; public ?Q $next = null; }
echo json_encode([new P, new Q]), "\n";
