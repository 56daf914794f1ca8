//! Asks the extension what Zed asks it, for the worktree that standard input describes; answers are one line of JSON.
mod extension;

use std::io::read_to_string;
use zed_extension_api::{
    serde_json::{from_str, json, Map, Value},
    LanguageServerId, Worktree,
};

fn main() {
    let worktree = Worktree(from_str(&read_to_string(std::io::stdin()).unwrap()).unwrap());
    let id = LanguageServerId("leaklens".into());
    let mut asked = extension::registered();
    let command = match asked.language_server_command(&id, &worktree) {
        Ok(found) => {
            let env: Map<String, Value> = found.env.into_iter().map(|(name, value)| (name, json!(value))).collect();
            json!({ "command": found.command, "args": found.args, "env": env })
        }
        Err(refusal) => json!({ "refusal": refusal }),
    };
    let initialization = asked.language_server_initialization_options(&id, &worktree).unwrap();
    let configuration = asked.language_server_workspace_configuration(&id, &worktree).unwrap();
    println!("{}", json!({ "command": command, "initialization": initialization, "configuration": configuration }));
}
