//! A browser to read pages with: Chromium, driven over WebDriver (W3C) through chromedriver.

use serde_json::Value;
use serde_json::json;
use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read as _;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;

/// What Chromium is called on one system or another.
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Arguments that make it a quiet browser without a window.
const QUIET: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,1000",
];

/// The key under which WebDriver hands out elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys that have no letter, in WebDriver's code points.
pub const SHIFT: &str = "\u{e008}";
pub const ENTER: &str = "\u{e007}";
pub const ESCAPE: &str = "\u{e00c}";
pub const TAB: &str = "\u{e004}";
pub const RIGHT: &str = "\u{e014}";

/// A window with one page, closed when it is dropped.
pub struct Browser {
    driver: Child,
    session: String,
    folder: TempDir,
}

impl Browser {
    /// Opens a browser with a profile of its own; none, with a notice, where the machine has none.
    #[expect(clippy::print_stderr, reason = "a skipped test says so")]
    pub fn open() -> Option<Self> {
        let Some((driver, port)) = is_installed().then(start).flatten() else {
            eprintln!("skipped: there is no Chromium with its chromedriver on this machine");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
        let arguments: Vec<&str> = QUIET.iter().copied().chain([profile.as_str()]).collect();
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let root = format!("http://127.0.0.1:{port}/session");
        let mut browser = Self { driver, session: root, folder };
        let opened = browser.post("", &wanted);
        browser.session = format!("{}/{}", browser.session, opened["sessionId"].as_str().unwrap());
        Some(browser)
    }

    /// Shows a page that is kept as a file, at a place in it.
    pub fn show(&self, page: &[u8], place: &str) {
        let file = self.folder.path().join("page.html");
        std::fs::write(&file, page).unwrap();
        // A blank page between, for a new place alone would not load the file anew.
        self.post("/url", &json!({"url": "about:blank"}));
        self.post("/url", &json!({"url": format!("file://{}{place}", file.display())}));
    }

    /// Loads the page again, at the address to which it brought itself.
    pub fn reload(&self) {
        self.post("/refresh", &json!({}));
    }

    /// What a piece of JavaScript returns in the page.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// What an expression of JavaScript is, as text.
    pub fn text(&self, expression: &str) -> String {
        let value = self.run(&format!("return String({expression})"));
        value.as_str().unwrap().to_owned()
    }

    /// Waits until an expression of JavaScript is true; fails after five seconds.
    pub fn wait_for(&self, expression: &str) {
        for _ in 0..100 {
            if self.run(&format!("return Boolean({expression})")) == true {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{expression} does not come true");
    }

    /// Clicks in the middle of the first element that a selector finds, with a key held.
    pub fn click(&self, selector: &str, held: &str) {
        self.run(&format!("document.querySelector({selector:?}).scrollIntoView({{block: 'center'}})"));
        let found = self.post("/element", &json!({"using": "css selector", "value": selector}));
        let origin = json!({ELEMENT: found[ELEMENT]});
        let keys =
            |kind: &str| if held.is_empty() { json!({"type": "pause"}) } else { json!({"type": kind, "value": held}) };
        let pause = json!({"type": "pause"});
        self.post(
            "/actions",
            &json!({"actions": [
                {"type": "key", "id": "keys", "actions": [keys("keyDown"), pause, pause, keys("keyUp")]},
                {"type": "pointer", "id": "mouse", "actions": [
                    {"type": "pointerMove", "x": 0, "y": 0, "origin": origin, "duration": 0},
                    {"type": "pointerDown", "button": 0},
                    {"type": "pointerUp", "button": 0},
                    pause,
                ]},
            ]}),
        );
    }

    /// Presses keys one after the other, with a key held.
    pub fn press(&self, keys: &[&str], held: &str) {
        let stroke = |key: &&str| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})];
        let mut actions: Vec<Value> = keys.iter().flat_map(stroke).collect();
        if !held.is_empty() {
            actions.insert(0, json!({"type": "keyDown", "value": held}));
            actions.push(json!({"type": "keyUp", "value": held}));
        }
        self.post("/actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]}));
    }

    /// Types a text.
    pub fn write(&self, text: &str) {
        let keys: Vec<String> = text.chars().map(String::from).collect();
        self.press(&keys.iter().map(String::as_str).collect::<Vec<_>>(), "");
    }

    /// Gives the browser another view of the world, such as paper or a dark system.
    pub fn emulate(&self, media: &str, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        let params = json!({"media": media, "features": features});
        self.post("/goog/cdp/execute", &json!({"cmd": "Emulation.setEmulatedMedia", "params": params}));
    }

    /// What the console says since it was last asked.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({"type": "browser"}));
        log.as_array().unwrap().iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.session);
        let answer = minreq::post(&url).with_timeout(60).with_body(body.to_string()).send().unwrap();
        let answer: Value = serde_json::from_slice(answer.as_bytes()).unwrap();
        let value = answer["value"].clone();
        assert!(value["error"].is_null(), "{path}: {} {}", value["error"], value["message"]);
        value
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The session first: the driver does not take the browser with it.
        let _ = minreq::delete(&self.session).with_timeout(20).send();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Tells whether there is a browser for the driver to find.
fn is_installed() -> bool {
    NAMES.iter().any(|name| {
        let run = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        run.is_ok_and(|status| status.success())
    })
}

/// The driver on a port that is free, which it prints.
fn start() -> Option<(Child, String)> {
    let mut command = Command::new("chromedriver");
    let mut driver = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut told = BufReader::new(driver.stdout.take()?);
    let mut lines = told.by_ref().lines().map_while(Result::ok);
    let port = lines.find_map(|line| Some(line.split_once("started successfully on port ")?.1.to_owned()))?;
    // The driver goes on talking, and must find somebody there.
    driver.stdout = Some(told.into_inner());
    Some((driver, port.trim_end_matches('.').to_owned()))
}
