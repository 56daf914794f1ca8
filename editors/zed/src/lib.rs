//! Starts `leaklens lsp --stdio` in Zed, and hands it what stands under `lsp.leaklens` in the settings.

use zed_extension_api::{
    self as zed,
    serde_json::{json, Value},
    settings::LspSettings,
    Command, LanguageServerId, Result, Worktree,
};

struct LeakLens;

impl zed::Extension for LeakLens {
    fn new() -> Self {
        Self
    }

    /// The program that the settings name, else the `leaklens` of the PATH that a shell has in this folder.
    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let (path, arguments, own) = match binary {
            Some(given) => (given.path, given.arguments, given.env),
            None => (None, None, None),
        };
        let command = path.or_else(|| worktree.which("leaklens")).ok_or(
            "There is no leaklens in the PATH. Install the command line with npm (Node 20 or later), \
             or name it as lsp.leaklens.binary.path in the settings.",
        )?;
        // The command line is a script for Node, which is looked for in the PATH of the shell, too.
        let mut env = worktree.shell_env();
        env.extend(own.unwrap_or_default());
        let args = arguments.unwrap_or_else(|| vec!["lsp".into(), "--stdio".into()]);
        Ok(Command { command, args, env })
    }

    /// `initialization_options` as they are (`targets` among them), with the settings beside them.
    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let given = LspSettings::for_worktree(id.as_ref(), worktree)?;
        let mut options = given.initialization_options.unwrap_or_else(|| json!({}));
        let settings = given.settings.unwrap_or_else(|| json!({}));
        if let Some(fields) = options.as_object_mut() {
            fields.entry("settings").or_insert(settings);
        }
        Ok(Some(options))
    }

    /// What the server asks for as section `leaklens`, and is told whenever it changes.
    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
        Ok(Some(json!({ "leaklens": settings.unwrap_or_else(|| json!({})) })))
    }
}

zed::register_extension!(LeakLens);
