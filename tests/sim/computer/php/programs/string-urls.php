<?php
echo urlencode('a b&c=d/é'), ' ', rawurlencode('a b+c~'), ' ', http_build_query(['a' => 1, 'b' => [1, 2], 'c' => ['k' => 'v w'], 'n' => null, 't' => true]), "\n";
