// Drydock's stand-in for WordPress: a small blog of our own, in PHP, that behaves like it where learners look. None of it is WordPress' code.

/** Its files by their paths below /usr/src/wordpress. */
export const wordpressFiles: Readonly<Record<string, string>> = {
  'index.php': String.raw`<?php
// Drydock's stand-in for WordPress: the front of the blog. None of this is WordPress' own code.
require __DIR__ . '/wp-load.php';
require __DIR__ . '/wp-includes/front.php';
`,
  'wp-config-docker.php': String.raw`<?php
// The configuration that the entry point copies: all of it comes from the environment of the container.
function from_environment(string $name, string $otherwise): string {
    $file = getenv($name . '_FILE');
    if ($file !== false) return rtrim(file_get_contents($file), "\r\n");
    $value = getenv($name);
    return $value === false ? $otherwise : $value;
}

define('DB_NAME', from_environment('WORDPRESS_DB_NAME', 'wordpress'));
define('DB_USER', from_environment('WORDPRESS_DB_USER', 'example username'));
define('DB_PASSWORD', from_environment('WORDPRESS_DB_PASSWORD', 'example password'));
define('DB_HOST', from_environment('WORDPRESS_DB_HOST', 'mysql'));
$table_prefix = from_environment('WORDPRESS_TABLE_PREFIX', 'wp_');
define('WP_DEBUG', (bool) from_environment('WORDPRESS_DEBUG', ''));
if ($extra = from_environment('WORDPRESS_CONFIG_EXTRA', '')) eval($extra);

if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`,
  'wp-cron.php': String.raw`<?php
// Drydock's stand-in for WordPress: nothing is waiting to be done.
require __DIR__ . '/wp-load.php';
`,
  'wp-load.php': String.raw`<?php
// Drydock's stand-in for WordPress: finds the configuration.
if (!is_file(__DIR__ . '/wp-config.php')) {
    http_response_code(500);
    header('Content-Type: text/html; charset=utf-8');
    echo "<!DOCTYPE html>\n<title>No wp-config.php</title>\n<h1>There is no <code>wp-config.php</code> file</h1>\n<p>Give the container WORDPRESS_DB_HOST, WORDPRESS_DB_USER, WORDPRESS_DB_PASSWORD and WORDPRESS_DB_NAME: its entry point writes the file. Setting it up in the browser is not simulated.</p>\n";
    exit;
}
require __DIR__ . '/wp-config.php';
`,
  'wp-login.php': String.raw`<?php
// Drydock's stand-in for WordPress: logging in and out.
require __DIR__ . '/wp-load.php';

if (($_GET['action'] ?? '') === 'logout') {
    setcookie(cookie_name(), '', time() - 3600, '/');
    go('/wp-login.php?loggedout=true');
}
$message = isset($_GET['loggedout']) ? '<p>You are now logged out.</p>' : '';
$login = $_POST['log'] ?? '';
if ($_SERVER['REQUEST_METHOD'] === 'POST') {
    $user = rows('SELECT * FROM ' . table('users') . ' WHERE user_login = ? OR user_email = ?', [$login, $login])[0] ?? null;
    if ($user && password_verify($_POST['pwd'] ?? '', substr($user['user_pass'], 3))) {
        log_in($user['user_login']);
        go(($_POST['redirect_to'] ?? '') ?: '/wp-admin/');
    }
    $safe = htmlspecialchars($login);
    $message = $login === '' ? '<p id="login_error"><strong>Error:</strong> The username field is empty.</p>'
        : ($user ? "<p id=\"login_error\"><strong>Error:</strong> The password for the username <strong>$safe</strong> is incorrect.</p>"
                 : "<p id=\"login_error\"><strong>Error:</strong> The username <strong>$safe</strong> is not registered on this site.</p>");
}
$to = htmlspecialchars($_REQUEST['redirect_to'] ?? here() . '/wp-admin/');
setcookie('wordpress_test_cookie', 'WP Cookie check', 0, '/');
page('Log In ‹ ' . option('blogname'), "<h1>Log In</h1>\n$message\n<form name=\"loginform\" id=\"loginform\" action=\"/wp-login.php\" method=\"post\">\n<label for=\"user_login\">Username or Email Address</label><input type=\"text\" name=\"log\" id=\"user_login\" value=\"" . htmlspecialchars($login) . "\" />\n<label for=\"user_pass\">Password</label><input type=\"password\" name=\"pwd\" id=\"user_pass\" />\n<p><input type=\"submit\" name=\"wp-submit\" id=\"wp-submit\" value=\"Log In\" /></p>\n<input type=\"hidden\" name=\"redirect_to\" value=\"$to\" />\n</form>\n<p><a href=\"/\">← Go to " . htmlspecialchars(option('blogname')) . '</a></p>');
`,
  'wp-settings.php': String.raw`<?php
// Drydock's stand-in for WordPress: the database, options, users and posts. The tables are named as WordPress names them.
require_once __DIR__ . '/wp-includes/version.php';

function page(string $title, string $body, int $status = 200): never {
    http_response_code($status);
    header('Content-Type: text/html; charset=UTF-8');
    header('Cache-Control: no-cache, must-revalidate, max-age=0, no-store, private');
    $safe = htmlspecialchars($title);
    echo "<!DOCTYPE html>\n<html lang=\"en-US\">\n<head>\n<meta charset=\"UTF-8\" />\n<title>$safe</title>\n<style>body{background:#f0f0f1;font-family:sans-serif;max-width:44em;margin:2em auto;padding:1em 2em;background:#fff;border:1px solid #c3c4c7}label{display:block;margin:1em 0 .3em}input,textarea{width:100%;padding:.4em;box-sizing:border-box}input[type=submit],button{width:auto}footer{color:#646970;margin-top:3em;font-size:.9em}</style>\n</head>\n<body>\n$body\n<footer>Drydock's stand-in for WordPress</footer>\n</body>\n</html>\n";
    exit;
}

mysqli_report(MYSQLI_REPORT_OFF);
$host = DB_HOST;
$port = 3306;
if (preg_match('/^(.+):(\d+)$/', $host, $found)) [$host, $port] = [$found[1], (int) $found[2]];
$wpdb = @new mysqli($host, DB_USER, DB_PASSWORD, '', $port);
if ($wpdb->connect_errno) {
    if (WP_DEBUG) trigger_error('mysqli_real_connect(): (HY000/' . $wpdb->connect_errno . '): ' . $wpdb->connect_error, E_USER_WARNING);
    page('Database Error', '<h1>Error establishing a database connection</h1>', 500);
}
if (!@$wpdb->select_db(DB_NAME))
    page('Database Error', '<h1>Cannot select database</h1><p>The server answers, and the user name and password are right, but the database <code>' . htmlspecialchars(DB_NAME) . '</code> cannot be used.</p>', 500);
$wpdb->set_charset('utf8mb4');

function table(string $name): string {
    return $GLOBALS['table_prefix'] . $name;
}

function ask(string $sql, array $values = []): mysqli_result|bool {
    global $wpdb;
    if (!$values) {
        $result = $wpdb->query($sql);
    } else {
        $statement = $wpdb->prepare($sql);
        $statement->execute($values);
        $result = $statement->get_result() ?: !$statement->errno;
    }
    if ($result === false && $wpdb->errno) error_log("WordPress database error {$wpdb->error} for query $sql");
    return $result;
}

function rows(string $sql, array $values = []): array {
    $result = ask($sql, $values);
    return $result instanceof mysqli_result ? $result->fetch_all(MYSQLI_ASSOC) : [];
}

function option(string $name, string $otherwise = ''): string {
    static $known = null;
    if ($known === null) $known = array_column(rows('SELECT option_name, option_value FROM ' . table('options')), 'option_value', 'option_name');
    return $known[$name] ?? $otherwise;
}

function is_installed(): bool {
    global $wpdb;
    $found = $wpdb->query('SELECT option_value FROM ' . table('options') . " WHERE option_name = 'siteurl'");
    return $found !== false && $found->num_rows > 0;
}

function here(): string {
    return 'http://' . ($_SERVER['HTTP_HOST'] ?? 'localhost');
}

function go(string $path, int $status = 302): never {
    header('X-Redirect-By: WordPress');
    header('Location: ' . (str_starts_with($path, 'http') ? $path : here() . $path), true, $status);
    exit;
}

function cookie_name(): string {
    return 'wordpress_logged_in_' . md5(option('siteurl'));
}

function signed(string $text): string {
    return hash_hmac('sha256', $text, option('auth_salt'));
}

function log_in(string $login): void {
    $until = time() + 172800;
    setcookie(cookie_name(), "$login|$until|" . signed("$login|$until"), 0, '/', '', false, true);
}

function current_user(): ?array {
    $parts = explode('|', $_COOKIE[cookie_name()] ?? '');
    if (count($parts) !== 3 || (int) $parts[1] < time() || !hash_equals(signed("$parts[0]|$parts[1]"), $parts[2])) return null;
    return rows('SELECT * FROM ' . table('users') . ' WHERE user_login = ?', [$parts[0]])[0] ?? null;
}

if (!is_installed() && !defined('WP_INSTALLING')) go('/wp-admin/install.php');
`,
  'wp-admin/admin.php': String.raw`<?php
// Drydock's stand-in for WordPress: what each page of the dashboard begins with.
require_once dirname(__DIR__) . '/wp-load.php';
$user = current_user();
if (!$user) go('/wp-login.php?redirect_to=' . urlencode(here() . $_SERVER['REQUEST_URI']) . '&reauth=1');

function nonce(string $action): string {
    return substr(signed($action . '|' . ($_COOKIE[cookie_name()] ?? '')), 0, 10);
}

function check_nonce(string $action): void {
    if (!hash_equals(nonce($action), $_REQUEST['_wpnonce'] ?? '')) page('WordPress Failure Notice', '<p>The link you followed has expired.</p>', 403);
}

function admin_page(string $title, string $body): never {
    $name = htmlspecialchars(option('blogname'));
    page("$title ‹ " . option('blogname') . ' — WordPress', "<nav><a href=\"/\">$name</a> · <a href=\"/wp-admin/\">Dashboard</a> · <a href=\"/wp-admin/edit.php\">Posts</a> · <a href=\"/wp-admin/post-new.php\">Add New Post</a> · <a href=\"/wp-login.php?action=logout\">Log Out</a></nav>\n<h1>$title</h1>\n$body");
}
`,
  'wp-admin/edit.php': String.raw`<?php
// Drydock's stand-in for WordPress: the list of posts.
require __DIR__ . '/admin.php';
$list = '';
foreach (rows('SELECT * FROM ' . table('posts') . " WHERE post_type = 'post' ORDER BY ID DESC") as $post) {
    $delete = "/wp-admin/post.php?post={$post['ID']}&amp;action=delete&amp;_wpnonce=" . nonce("delete-{$post['ID']}");
    $list .= "<tr><td><a href=\"/wp-admin/post.php?post={$post['ID']}&amp;action=edit\">" . htmlspecialchars($post['post_title']) . "</a></td><td>{$post['post_date']}</td><td><a href=\"$delete\">Delete</a></td></tr>\n";
}
admin_page('Posts', "<table>\n<tr><th>Title</th><th>Date</th><th></th></tr>\n$list</table>");
`,
  'wp-admin/index.php': String.raw`<?php
// Drydock's stand-in for WordPress: the dashboard.
require __DIR__ . '/admin.php';
$count = rows('SELECT COUNT(*) AS n FROM ' . table('posts') . " WHERE post_type = 'post' AND post_status = 'publish'")[0]['n'];
$comments = rows('SELECT COUNT(*) AS n FROM ' . table('comments'))[0]['n'];
admin_page('Dashboard', "<h2>At a Glance</h2>\n<ul>\n<li>$count " . ($count == 1 ? 'Post' : 'Posts') . "</li>\n<li>$comments " . ($comments == 1 ? 'Comment' : 'Comments') . "</li>\n</ul>\n<p>WordPress $wp_version, as Drydock's stand-in: posts can be written, changed and deleted. Themes, plugins, media and the editor with blocks are not simulated.</p>");
`,
  'wp-admin/install.php': String.raw`<?php
// Drydock's stand-in for WordPress: the form that makes the tables and the first user.
define('WP_INSTALLING', true);
require dirname(__DIR__) . '/wp-load.php';

if (is_installed())
    page('WordPress › Installation', '<h1>Already Installed</h1><p>WordPress is installed already. To install it again, clear the tables of the database first.</p><p><a href="/wp-login.php">Log In</a></p>');

$title = trim($_POST['weblog_title'] ?? '');
$name = trim($_POST['user_name'] ?? '');
$password = $_POST['admin_password'] ?? '';
$email = trim($_POST['admin_email'] ?? '');
$problem = '';
$step = (int) ($_GET['step'] ?? 0);
if ($step === 2) {
    if ($name === '') $problem = 'Please provide a valid username.';
    elseif (!preg_match('/^[\w .@-]+$/', $name)) $problem = 'The username you provided has invalid characters.';
    elseif ($password === '') $problem = 'Please choose a password.';
    elseif (isset($_POST['admin_password2']) && $_POST['admin_password2'] !== $password) $problem = 'Your passwords do not match. Please try again.';
    elseif (!filter_var($email, FILTER_VALIDATE_EMAIL)) $problem = $email === '' ? 'You must provide an email address.' : 'Sorry, that is not a valid email address. Email addresses look like username@example.com.';
}
if ($step !== 2 || $problem !== '') {
    $field = fn($label, $name, $type, $value = '') => "<label for=\"$name\">$label</label><input name=\"$name\" type=\"$type\" id=\"$name\" value=\"" . htmlspecialchars($value) . '" />';
    page('WordPress › Installation', "<h1>Welcome</h1>\n<p>What is asked here makes the tables of the blog and its first user.</p>\n" . ($problem === '' ? '' : "<p class=\"message\"><strong>$problem</strong></p>\n")
        . "<form id=\"setup\" method=\"post\" action=\"install.php?step=2\">\n" . $field('Site Title', 'weblog_title', 'text', $title) . $field('Username', 'user_name', 'text', $name) . $field('Password', 'admin_password', 'password') . $field('Your Email', 'admin_email', 'email', $email)
        . "\n<input type=\"hidden\" name=\"language\" value=\"\" />\n<p><input type=\"submit\" name=\"Submit\" id=\"submit\" value=\"Install WordPress\" /></p>\n</form>");
}

$id = 'bigint(20) unsigned NOT NULL';
$text = fn(int $size) => "varchar($size) NOT NULL DEFAULT ''";
$tables = [
    'terms' => "term_id $id AUTO_INCREMENT, name {$text(200)}, slug {$text(200)}, term_group bigint(10) NOT NULL DEFAULT 0, PRIMARY KEY (term_id)",
    'term_taxonomy' => "term_taxonomy_id $id AUTO_INCREMENT, term_id $id DEFAULT 0, taxonomy {$text(32)}, description longtext NOT NULL, parent $id DEFAULT 0, count bigint(20) NOT NULL DEFAULT 0, PRIMARY KEY (term_taxonomy_id)",
    'term_relationships' => "object_id $id DEFAULT 0, term_taxonomy_id $id DEFAULT 0, term_order int(11) NOT NULL DEFAULT 0, PRIMARY KEY (object_id, term_taxonomy_id)",
    'termmeta' => "meta_id $id AUTO_INCREMENT, term_id $id DEFAULT 0, meta_key varchar(255) DEFAULT NULL, meta_value longtext, PRIMARY KEY (meta_id)",
    'commentmeta' => "meta_id $id AUTO_INCREMENT, comment_id $id DEFAULT 0, meta_key varchar(255) DEFAULT NULL, meta_value longtext, PRIMARY KEY (meta_id)",
    'comments' => "comment_ID $id AUTO_INCREMENT, comment_post_ID $id DEFAULT 0, comment_author tinytext NOT NULL, comment_author_email {$text(100)}, comment_date datetime NOT NULL, comment_content text NOT NULL, comment_approved varchar(20) NOT NULL DEFAULT '1', user_id $id DEFAULT 0, PRIMARY KEY (comment_ID)",
    'links' => "link_id $id AUTO_INCREMENT, link_url {$text(255)}, link_name {$text(255)}, link_description {$text(255)}, PRIMARY KEY (link_id)",
    'options' => "option_id $id AUTO_INCREMENT, option_name varchar(191) NOT NULL DEFAULT '', option_value longtext NOT NULL, autoload varchar(20) NOT NULL DEFAULT 'yes', PRIMARY KEY (option_id), UNIQUE KEY option_name (option_name)",
    'postmeta' => "meta_id $id AUTO_INCREMENT, post_id $id DEFAULT 0, meta_key varchar(255) DEFAULT NULL, meta_value longtext, PRIMARY KEY (meta_id)",
    'posts' => "ID $id AUTO_INCREMENT, post_author $id DEFAULT 0, post_date datetime NOT NULL, post_content longtext NOT NULL, post_title text NOT NULL, post_excerpt text NOT NULL, post_status varchar(20) NOT NULL DEFAULT 'publish', comment_status varchar(20) NOT NULL DEFAULT 'open', post_name {$text(200)}, post_modified datetime NOT NULL, post_parent $id DEFAULT 0, guid {$text(255)}, menu_order int(11) NOT NULL DEFAULT 0, post_type varchar(20) NOT NULL DEFAULT 'post', comment_count bigint(20) NOT NULL DEFAULT 0, PRIMARY KEY (ID), KEY post_name (post_name)",
    'users' => "ID $id AUTO_INCREMENT, user_login {$text(60)}, user_pass {$text(255)}, user_nicename {$text(50)}, user_email {$text(100)}, user_url {$text(100)}, user_registered datetime NOT NULL, user_status int(11) NOT NULL DEFAULT 0, display_name {$text(250)}, PRIMARY KEY (ID), KEY user_login_key (user_login)",
    'usermeta' => "umeta_id $id AUTO_INCREMENT, user_id $id DEFAULT 0, meta_key varchar(255) DEFAULT NULL, meta_value longtext, PRIMARY KEY (umeta_id)",
];
foreach ($tables as $table => $columns)
    if (!ask('CREATE TABLE ' . table($table) . " ($columns) DEFAULT CHARACTER SET utf8mb4"))
        page('WordPress › Installation', '<h1>Database error</h1><p>' . htmlspecialchars($wpdb->error) . '</p>', 500);

$now = date('Y-m-d H:i:s');
$options = ['siteurl' => here(), 'home' => here(), 'blogname' => $title, 'blogdescription' => '', 'admin_email' => $email, 'users_can_register' => '0', 'posts_per_page' => '10', 'date_format' => 'F j, Y', 'timezone_string' => '', 'permalink_structure' => '', 'blog_public' => '1', 'template' => 'twentytwentyfive', 'stylesheet' => 'twentytwentyfive', 'active_plugins' => 'a:0:{}', 'db_version' => '60421', 'auth_salt' => bin2hex(random_bytes(32))];
foreach ($options as $key => $value) ask('INSERT INTO ' . table('options') . ' (option_name, option_value) VALUES (?, ?)', [$key, $value]);
ask('INSERT INTO ' . table('users') . ' (user_login, user_pass, user_nicename, user_email, user_registered, display_name) VALUES (?, ?, ?, ?, ?, ?)', [$name, '$wp' . password_hash($password, PASSWORD_BCRYPT, ['cost' => 10]), strtolower($name), $email, $now, $name]);
ask('INSERT INTO ' . table('usermeta') . " (user_id, meta_key, meta_value) VALUES (1, '" . table('capabilities') . "', 'a:1:{s:13:\"administrator\";b:1;}'), (1, 'nickname', '" . $wpdb->real_escape_string($name) . "')");
ask('INSERT INTO ' . table('terms') . " (name, slug) VALUES ('Uncategorized', 'uncategorized')");
ask('INSERT INTO ' . table('term_taxonomy') . " (term_id, taxonomy, description, count) VALUES (1, 'category', '', 1)");
ask('INSERT INTO ' . table('posts') . " (post_author, post_date, post_content, post_title, post_excerpt, post_name, post_modified, guid, post_type, comment_count) VALUES (1, ?, ?, 'Hello world!', '', 'hello-world', ?, ?, 'post', 1)", [$now, 'This is the first post of the blog. Change it or delete it, and begin to write.', $now, here() . '/?p=1']);
ask('INSERT INTO ' . table('posts') . " (post_author, post_date, post_content, post_title, post_excerpt, post_name, post_modified, guid, post_type) VALUES (1, ?, ?, 'Sample Page', '', 'sample-page', ?, ?, 'page')", [$now, 'This is a page: it stays in one place, unlike a post.', $now, here() . '/?page_id=2']);
ask('INSERT INTO ' . table('term_relationships') . ' (object_id, term_taxonomy_id) VALUES (1, 1)');
ask('INSERT INTO ' . table('comments') . " (comment_post_ID, comment_author, comment_author_email, comment_date, comment_content) VALUES (1, 'A commenter', 'commenter@example.com', ?, 'This is a comment.')", [$now]);
page('WordPress › Installation', '<h1>Success!</h1><p>WordPress has been installed. Thank you, and enjoy!</p><p>Username: <strong>' . htmlspecialchars($name) . '</strong></p><p><a href="/wp-login.php">Log In</a></p>');
`,
  'wp-admin/post-form.php': String.raw`<?php
// Drydock's stand-in for WordPress: the form that posts are written in.
function post_form(int $id, string $title, string $content): string {
    $nonce = nonce("edit-$id");
    return "<form method=\"post\" action=\"/wp-admin/post.php\">\n<input type=\"hidden\" name=\"_wpnonce\" value=\"$nonce\" />\n<input type=\"hidden\" name=\"action\" value=\"editpost\" />\n<input type=\"hidden\" name=\"post_ID\" value=\"$id\" />\n<label for=\"title\">Title</label><input type=\"text\" name=\"post_title\" id=\"title\" value=\"" . htmlspecialchars($title) . "\" />\n<label for=\"content\">Text</label><textarea name=\"content\" id=\"content\" rows=\"10\">" . htmlspecialchars($content) . "</textarea>\n<p><button type=\"submit\" name=\"publish\" value=\"Publish\">" . ($id ? 'Update' : 'Publish') . "</button></p>\n</form>";
}
`,
  'wp-admin/post-new.php': String.raw`<?php
// Drydock's stand-in for WordPress: the form for a new post.
require __DIR__ . '/admin.php';
require __DIR__ . '/post-form.php';
admin_page('Add New Post', post_form(0, '', ''));
`,
  'wp-admin/post.php': String.raw`<?php
// Drydock's stand-in for WordPress: keeps, shows and deletes a post.
require __DIR__ . '/admin.php';
require __DIR__ . '/post-form.php';
$posts = table('posts');
$id = (int) ($_REQUEST['post_ID'] ?? $_REQUEST['post'] ?? 0);
$action = $_REQUEST['action'] ?? 'edit';
if ($action === 'delete') {
    check_nonce("delete-$id");
    ask("DELETE FROM $posts WHERE ID = ?", [$id]);
    go('/wp-admin/edit.php?deleted=1');
}
if ($action === 'editpost') {
    check_nonce("edit-$id");
    $now = date('Y-m-d H:i:s');
    $title = trim($_POST['post_title'] ?? '');
    $slug = trim(preg_replace('/[^a-z0-9]+/', '-', strtolower($title)), '-');
    if ($id) {
        ask("UPDATE $posts SET post_title = ?, post_content = ?, post_modified = ? WHERE ID = ?", [$title, $_POST['content'] ?? '', $now, $id]);
    } else {
        ask("INSERT INTO $posts (post_author, post_date, post_content, post_title, post_excerpt, post_name, post_modified) VALUES (?, ?, ?, ?, '', ?, ?)", [$user['ID'], $now, $_POST['content'] ?? '', $title, $slug, $now]);
        $id = $wpdb->insert_id;
        ask("UPDATE $posts SET guid = ? WHERE ID = ?", [here() . "/?p=$id", $id]);
    }
    go("/wp-admin/post.php?post=$id&action=edit&message=6");
}
$post = rows("SELECT * FROM $posts WHERE ID = ?", [$id])[0] ?? null;
if (!$post) page('WordPress › Error', '<p>You attempted to edit an item that does not exist. Perhaps it was deleted?</p>', 404);
$note = isset($_GET['message']) ? "<p>Post published. <a href=\"/?p=$id\">View post</a></p>\n" : '';
admin_page('Edit Post', $note . post_form($id, $post['post_title'], $post['post_content']));
`,
  'wp-includes/front.php': String.raw`<?php
// Drydock's stand-in for WordPress: the pages that visitors see, and posts as JSON.
function shown(array $post, bool $alone): string {
    $title = htmlspecialchars($post['post_title']);
    $link = "?p={$post['ID']}";
    $date = date('F j, Y', strtotime($post['post_date']));
    $text = implode("\n", array_map(fn($part) => '<p>' . nl2br(trim($part)) . '</p>', preg_split('/\n\s*\n/', $post['post_content'])));
    $heading = $alone ? "<h1>$title</h1>" : "<h2><a href=\"$link\">$title</a></h2>";
    return "<article id=\"post-{$post['ID']}\">\n$heading\n<p><time datetime=\"{$post['post_date']}\">$date</time></p>\n$text\n</article>";
}

function whole(string $title, string $body, int $status = 200): never {
    $name = htmlspecialchars(option('blogname'));
    $about = htmlspecialchars(option('blogdescription'));
    header('Link: <' . option('siteurl') . '/index.php?rest_route=/>; rel="https://api.w.org/"');
    $links = current_user() ? '<a href="/wp-admin/">Dashboard</a>' : '<a href="/wp-login.php">Log in</a>';
    page($title === '' ? option('blogname') : "$title – " . option('blogname'), "<header><p><strong><a href=\"/\">$name</a></strong> $about</p></header>\n<main>\n$body\n</main>\n<nav>$links</nav>", $status);
}

$posts = table('posts');
$route = $_GET['rest_route'] ?? (preg_match('#^/wp-json(/.*)?$#', parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), $m) ? ($m[1] ?? '/') : null);
if ($route !== null) {
    header('Content-Type: application/json; charset=UTF-8');
    if ($route === '/' || $route === '') exit(json_encode(['name' => option('blogname'), 'description' => option('blogdescription'), 'url' => option('siteurl'), 'home' => option('home')]));
    if (preg_match('#^/wp/v2/posts(?:/(\d+))?/?$#', $route, $m)) {
        $one = isset($m[1]) ? ' AND ID = ' . (int) $m[1] : '';
        $list = array_map(fn($p) => ['id' => (int) $p['ID'], 'date' => str_replace(' ', 'T', $p['post_date']), 'slug' => $p['post_name'], 'status' => $p['post_status'], 'title' => ['rendered' => $p['post_title']], 'content' => ['rendered' => $p['post_content']]], rows("SELECT * FROM $posts WHERE post_type = 'post' AND post_status = 'publish'$one ORDER BY ID DESC LIMIT 10"));
        if ($one === '') exit(json_encode($list));
        if ($list) exit(json_encode($list[0]));
        http_response_code(404);
        exit(json_encode(['code' => 'rest_post_invalid_id', 'message' => 'Invalid post ID.', 'data' => ['status' => 404]]));
    }
    http_response_code(404);
    exit(json_encode(['code' => 'rest_no_route', 'message' => 'No route was found matching the URL and request method.', 'data' => ['status' => 404]]));
}

$id = (int) ($_GET['p'] ?? $_GET['page_id'] ?? 0);
$path = trim(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH), '/');
if ($id === 0 && $path !== '' && $path !== 'index.php') {
    $slug = basename($path);
    $id = (int) (rows("SELECT ID FROM $posts WHERE post_name = ? AND post_status = 'publish'", [$slug])[0]['ID'] ?? -1);
}
if ($id !== 0) {
    $post = rows("SELECT * FROM $posts WHERE ID = ? AND post_status = 'publish'", [$id])[0] ?? null;
    if (!$post) whole('Page not found', "<h1>Page not found</h1>\n<p>There is nothing at this address.</p>", 404);
    $body = shown($post, true);
    foreach (rows('SELECT * FROM ' . table('comments') . ' WHERE comment_post_ID = ? ORDER BY comment_ID', [$id]) as $comment)
        $body .= "\n<blockquote><p>" . htmlspecialchars($comment['comment_content']) . '</p><cite>' . htmlspecialchars($comment['comment_author']) . '</cite></blockquote>';
    whole($post['post_title'], $body);
}
$all = rows("SELECT * FROM $posts WHERE post_type = 'post' AND post_status = 'publish' ORDER BY post_date DESC, ID DESC LIMIT 10");
whole('', "<h1>Blog</h1>\n" . implode("\n", array_map(fn($post) => shown($post, false), $all)));
`,
};
