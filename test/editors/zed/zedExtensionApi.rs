//! As much of Zed's API of extensions (zed_extension_api 0.7, wit/since_v0.6.0) as LeakLens calls, with the same names and types, around one
//! worktree that is described by JSON: so the extension is compiled and asked where neither Zed nor the registry of crates can be had.

pub use serde_json;

use serde_json::Value;

pub type Result<T, E = String> = core::result::Result<T, E>;
pub type EnvVars = Vec<(String, String)>;

pub struct Command {
    pub command: String,
    pub args: Vec<String>,
    pub env: EnvVars,
}

pub struct LanguageServerId(pub String);

impl AsRef<str> for LanguageServerId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// `{ settings: { lsp }, programs: { NAME: PATH }, environment: { NAME: VALUE } }`
pub struct Worktree(pub Value);

fn texts(of: &Value) -> EnvVars {
    let fields = of.as_object().into_iter().flatten();
    fields.map(|(name, value)| (name.clone(), value.as_str().unwrap().into())).collect()
}

impl Worktree {
    pub fn which(&self, binary_name: &str) -> Option<String> {
        self.0["programs"][binary_name].as_str().map(Into::into)
    }

    pub fn shell_env(&self) -> EnvVars {
        texts(&self.0["environment"])
    }
}

pub mod settings {
    use super::*;
    use std::collections::HashMap;

    pub struct CommandSettings {
        pub path: Option<String>,
        pub arguments: Option<Vec<String>>,
        pub env: Option<HashMap<String, String>>,
    }

    pub struct LspSettings {
        pub binary: Option<CommandSettings>,
        pub initialization_options: Option<Value>,
        pub settings: Option<Value>,
    }

    fn given(value: &Value) -> Option<&Value> {
        Some(value).filter(|one| !one.is_null())
    }

    impl LspSettings {
        pub fn for_worktree(language_server_name: &str, worktree: &Worktree) -> Result<Self> {
            let own = &worktree.0["settings"]["lsp"][language_server_name];
            let binary = given(&own["binary"]).map(|binary| CommandSettings {
                path: binary["path"].as_str().map(Into::into),
                arguments: binary["arguments"]
                    .as_array()
                    .map(|all| all.iter().map(|one| one.as_str().unwrap().into()).collect()),
                env: given(&binary["env"]).map(|env| texts(env).into_iter().collect()),
            });
            Ok(Self {
                binary,
                initialization_options: given(&own["initialization_options"]).cloned(),
                settings: given(&own["settings"]).cloned(),
            })
        }
    }
}

pub trait Extension: Send + Sync {
    fn new() -> Self
    where
        Self: Sized;

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command>;

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>>;

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>>;
}

/// Zed's own exports a function that makes the extension; this one is called by the program that asks.
#[macro_export]
macro_rules! register_extension {
    ($extension:ty) => {
        pub fn registered() -> Box<dyn zed_extension_api::Extension> {
            Box::new(<$extension as zed_extension_api::Extension>::new())
        }
    };
}
