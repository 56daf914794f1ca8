-- LeakLens for Neovim 0.7 and later: starts `leaklens lsp --stdio` for Go files, and gives its commands a name.
-- Findings are diagnostics, their evidence is in the hover, fixes are code actions; numbers stand at the end of the line.
local M = {}

local options = {
  -- The command line of LeakLens: `npm install -g leaklens`.
  cmd = { 'leaklens', 'lsp', '--stdio' },
  -- Services to connect to at the start: { { url = 'http://localhost:6060', name = 'shop' } }.
  targets = {},
  -- As in VS Code, without `leaklens.`: { poll = { intervalSeconds = 10 } }.
  settings = {},
  -- Numbers at the end of the line.
  hints = true,
}

local namespace = vim.api.nvim_create_namespace('leaklens-hints')

local function clients()
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = 'leaklens' })
end

local function client()
  for _, one in ipairs(clients()) do
    -- Neovim before 0.8 does not filter.
    if one.name == 'leaklens' then
      return one
    end
  end
end

local function request(server, method, params, handler, buffer)
  if vim.fn.has('nvim-0.11') == 1 then
    return server:request(method, params, handler, buffer)
  end
  return server.request(method, params, handler, buffer)
end

-- Hints are drawn here, in every version. Neovim before 0.10 has none, and later ones draw anew only what was edited: of a line that leaks
-- while nobody writes in it they go on showing what they knew first, which is nothing (`applied` in vim/lsp/inlay_hint.lua).
local function draw_hints(buffer)
  local server = client()
  if not server or not options.hints or not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    range = { start = { line = 0, character = 0 }, ['end'] = { line = vim.api.nvim_buf_line_count(buffer), character = 0 } },
  }
  request(server, 'textDocument/inlayHint', params, function(_, hints)
    if not vim.api.nvim_buf_is_loaded(buffer) then
      return
    end
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
    local lines = vim.api.nvim_buf_line_count(buffer)
    for _, hint in ipairs(hints or {}) do
      if hint.position.line < lines then
        vim.api.nvim_buf_set_extmark(buffer, namespace, hint.position.line, 0, {
          virt_text = { { ' ' .. hint.label, 'LeakLensHint' } },
          virt_text_pos = 'eol',
          -- Before the messages of diagnostics, which stand there, too.
          priority = 1,
        })
      end
    end
  end, buffer)
end

local function show_hints(buffer)
  if options.hints then
    draw_hints(buffer)
  else
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  end
end

local function capabilities()
  local known = vim.lsp.protocol.make_client_capabilities()
  known.workspace.inlayHint = { refreshSupport = true }
  return known
end

local function attached_buffers(server)
  return vim.tbl_filter(function(buffer)
    return vim.lsp.buf_is_attached(buffer, server.id)
  end, vim.api.nvim_list_bufs())
end

local function redraw_all()
  local server = client()
  for _, buffer in ipairs(server and attached_buffers(server) or {}) do
    draw_hints(buffer)
  end
  return vim.NIL
end

local function root_of(file)
  for _, marker in ipairs { 'go.mod', 'mix.exs', 'rebar.config' } do
    local found = vim.fn.findfile(marker, vim.fn.fnamemodify(file, ':p:h') .. ';')
    if found ~= '' then
      return vim.fn.fnamemodify(found, ':p:h')
    end
  end
  return vim.fn.getcwd()
end

local started

local function start(buffer)
  local config = {
    name = 'leaklens',
    cmd = options.cmd,
    root_dir = root_of(vim.api.nvim_buf_get_name(buffer)),
    capabilities = capabilities(),
    init_options = { targets = #options.targets > 0 and options.targets or nil, settings = options.settings },
    settings = { leaklens = options.settings },
    on_init = function(server)
      -- Not to be drawn twice where hints of other servers are on.
      server.server_capabilities.inlayHintProvider = nil
    end,
    on_attach = function(_, attached)
      show_hints(attached)
    end,
    handlers = { ['workspace/inlayHint/refresh'] = redraw_all },
  }
  if vim.tbl_isempty(options.settings) then
    config.init_options.settings = vim.empty_dict()
    config.settings.leaklens = vim.empty_dict()
  end
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  -- One server for all Go files, as vim.lsp.start of later versions keeps one for each root. One that still starts is in no list.
  if not started then
    config.on_exit = function()
      started = nil
    end
    started = vim.lsp.start_client(config)
  end
  vim.lsp.buf_attach_client(buffer, started)
end

--- Of Go's services, and of nodes of Erlang and Elixir.
local filetypes = { 'go', 'erlang', 'elixir' }

--- Starts LeakLens for every file of such a type. See `options` above for what can be given.
function M.setup(given)
  options = vim.tbl_deep_extend('force', options, given or {})
  vim.api.nvim_set_hl(0, 'LeakLensHint', { link = 'DiagnosticVirtualTextHint', default = true })
  local group = vim.api.nvim_create_augroup('leaklens', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = filetypes,
    callback = function(event)
      start(event.buf or vim.api.nvim_get_current_buf())
    end,
  })
  -- What is written anew as a whole, by a formatter for instance, has lost its hints.
  vim.api.nvim_create_autocmd({ 'TextChanged', 'InsertLeave' }, {
    group = group,
    callback = function()
      local server = client()
      local buffer = vim.api.nvim_get_current_buf()
      if server and vim.lsp.buf_is_attached(buffer, server.id) then
        draw_hints(buffer)
      end
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    local filetype = vim.api.nvim_buf_is_loaded(buffer) and vim.api.nvim_buf_get_option(buffer, 'filetype')
    if vim.tbl_contains(filetypes, filetype) then
      start(buffer)
    end
  end
end

--- Runs one of the server's commands; what comes of it is a message of the server's. `done(err, value)` for programs.
function M.execute(command, arguments, done)
  local server = client()
  if not server then
    vim.notify('LeakLens is not running: open a Go file.', vim.log.levels.WARN)
    return
  end
  request(server, 'workspace/executeCommand', { command = command, arguments = arguments }, done or function() end)
end

-- The finding under the cursor.
local function finding_here()
  local line = vim.api.nvim_win_get_cursor(0)[1] - 1
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = line })) do
    local data = diagnostic.user_data and diagnostic.user_data.lsp and diagnostic.user_data.lsp.data
    if diagnostic.source == 'LeakLens' and type(data) == 'string' then
      return data
    end
  end
end

local function ignore(arguments)
  local id = finding_here()
  if not id then
    vim.notify('There is no finding of LeakLens on this line.', vim.log.levels.WARN)
    return
  end
  M.execute('leaklens.ignore', { id, table.concat(arguments, ' ') })
end

local function findings()
  local found = vim.tbl_filter(function(diagnostic)
    return diagnostic.source == 'LeakLens'
  end, vim.diagnostic.get())
  vim.fn.setqflist({}, ' ', { title = 'LeakLens', items = vim.diagnostic.toqflist(found) })
  if #found == 0 then
    vim.notify('LeakLens has found nothing so far.')
  else
    vim.cmd('copen')
  end
end

local function toggle_hints()
  options.hints = not options.hints
  local server = client()
  for _, buffer in ipairs(server and attached_buffers(server) or {}) do
    show_hints(buffer)
  end
end

local function server_command(name)
  return function(arguments)
    M.execute(name, arguments)
  end
end

local subcommands = {
  connect = server_command('leaklens.connect'),
  disconnect = server_command('leaklens.disconnect'),
  refresh = server_command('leaklens.refresh'),
  capture = server_command('leaklens.capture'),
  targets = server_command('leaklens.targets'),
  baseline = server_command('leaklens.setBaseline'),
  nobaseline = server_command('leaklens.clearBaseline'),
  ask = server_command('leaklens.askRuntime'),
  ignore = ignore,
  findings = findings,
  hints = toggle_hints,
}

--- `:LeakLens NAME ARGUMENTS`
function M.command(words)
  local run = subcommands[words[1]]
  if not run then
    vim.notify('LeakLens has no command ' .. words[1], vim.log.levels.ERROR)
    return
  end
  run(vim.list_slice(words, 2))
end

function M.complete(lead, line)
  if #vim.split(line, '%s+') > 2 then
    return {}
  end
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, lead)
  end, vim.tbl_keys(subcommands))
  table.sort(names)
  return names
end

return M
