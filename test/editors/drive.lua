-- Plays a person in Neovim: opens a file of a service that leaks, connects, looks, asks for actions, and has the leak fixed.
-- What was seen goes to $LEAKLENS_SEEN as JSON. Run with `nvim --headless -u NONE -S drive.lua`.
local env = vim.env
local seen = { messages = {} }

vim.notify = function(message)
  table.insert(seen.messages, message)
end
local show_message = vim.lsp.handlers['window/showMessage']
vim.lsp.handlers['window/showMessage'] = function(err, result, ...)
  table.insert(seen.messages, result.message)
  return show_message(err, result, ...)
end

local function finish()
  local file = assert(io.open(env.LEAKLENS_SEEN, 'w'))
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd('qa!')
end

local line = tonumber(env.LEAKLENS_LINE) - 1

local function diagnostic()
  for _, one in ipairs(vim.diagnostic.get(0, { lnum = line })) do
    if one.source == 'LeakLens' and one.severity <= vim.diagnostic.severity.WARN then
      return one
    end
  end
end

local function leaklens()
  for _, one in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    if one.name == 'leaklens' then
      return one
    end
  end
end

local function ask(method, params)
  local server = leaklens()
  local answer
  if vim.fn.has('nvim-0.11') == 1 then
    answer = server:request_sync(method, params, 60000, 0)
  else
    answer = server.request_sync(method, params, 60000, 0)
  end
  return answer and answer.result
end

local function hint()
  local space = vim.api.nvim_create_namespace('leaklens-hints')
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, space, { line, 0 }, { line, -1 }, { details = true })) do
    return vim.trim(mark[4].virt_text[1][1])
  end
end

local function play()
  vim.opt.swapfile = false
  vim.opt.rtp:prepend(env.LEAKLENS_PLUGIN)
  vim.cmd('runtime plugin/leaklens.lua')
  vim.cmd('filetype on')
  require('leaklens').setup({
    cmd = { env.LEAKLENS_NODE, env.LEAKLENS_PROGRAM, 'lsp', '--stdio' },
    settings = { poll = { intervalSeconds = 1 }, verdicts = { minimumWatchSeconds = 10 } },
  })
  vim.cmd('edit ' .. vim.fn.fnameescape(env.LEAKLENS_FILE))
  vim.bo.filetype = 'go'
  seen.attached = vim.wait(60000, function()
    return leaklens() ~= nil and leaklens().server_capabilities ~= nil
  end, 50)
  seen.encoding = leaklens() and leaklens().offset_encoding
  vim.cmd('LeakLens connect ' .. env.LEAKLENS_URL .. ' gateway')
  vim.wait(60000, function()
    return diagnostic() ~= nil
  end, 50)
  local found = diagnostic()
  seen.diagnostic = found and { line = found.lnum + 1, severity = found.severity, message = found.message }
  vim.wait(60000, function()
    return vim.startswith(hint() or '', 'leak')
  end, 50)
  seen.hint = hint()
  vim.api.nvim_win_set_cursor(0, { line + 1, 2 })
  local document = { uri = vim.uri_from_bufnr(0) }
  local hover = ask('textDocument/hover', { textDocument = document, position = { line = line, character = 2 } })
  seen.hover = hover and hover.contents.value
  local range = { start = { line = line, character = 0 }, ['end'] = { line = line, character = 0 } }
  local actions = ask('textDocument/codeAction', { textDocument = document, range = range, context = { diagnostics = {} } })
  seen.actions = vim.tbl_map(function(action)
    return action.title
  end, actions or {})
  for _, action in ipairs(actions or {}) do
    if vim.startswith(action.title, 'Go to ') then
      ask('workspace/executeCommand', { command = action.command.command, arguments = action.command.arguments })
      break
    end
  end
  -- Neovim shows places from 0.8 on.
  seen.shows_places = vim.lsp.handlers['window/showDocument'] ~= nil
  if seen.shows_places then
    vim.wait(60000, function()
      return vim.api.nvim_win_get_cursor(0)[1] ~= line + 1
    end, 50)
  end
  seen.cursor = vim.api.nvim_win_get_cursor(0)[1]
  local post = 'fetch(process.argv[1], { method: "POST" })'
  vim.fn.system({ env.LEAKLENS_NODE, '-e', post, env.LEAKLENS_URL .. '/leak/fix' })
  seen.fixed = vim.wait(60000, function()
    return diagnostic() == nil
  end, 50)
  seen.complete = require('leaklens').complete('con', 'LeakLens con')
end

local ok, failure = pcall(play)
if not ok then
  seen.failure = tostring(failure)
end
finish()
