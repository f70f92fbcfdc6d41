<?php
var_dump(str_contains('abc', ''), str_starts_with('abc', 'ab'), str_ends_with('abc', 'bc'), strcmp('a', 'b'), strcasecmp('HELLO', 'hello'), strncmp('abcd', 'abef', 2), strnatcmp('img12', 'img10'), '10' == '1e1', 'abc' <=> 'abd', '0.0' == '0', null == false, [] == false, 'abc' == 0);
echo htmlspecialchars('<a href="x">T\'s & co</a>'), ' ', html_entity_decode('&lt;p&gt; &eacute; &#39; &copy;'), ' ', strip_tags('<p>Hello <b>you</b></p>', '<b>'), ' ', addslashes("O'Re\"il"), ' ', stripslashes('a\\\'b'), "\n";
echo md5('a'), ' ', sha1('a'), ' ', crc32('hello'), ' ', hash('sha256', 'a'), ' ', base64_encode('hello?>'), ' ', bin2hex('abc'), ' ', strtolower(dechex(255)), bindec('101'), hexdec('ff'), octdec('17'), base_convert('ff', 16, 2), "\n";
