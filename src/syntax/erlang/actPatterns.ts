import type { ErlangAct } from '../../shared/ports/sources/erlangSource';

/** How each act is written: Erlang on the left, Elixir on the right. A name before that has more to it is another function. */
export const actPatterns: Readonly<Record<ErlangAct, RegExp>> = {
  monitor:
    /(?<![\w:.@])(?:erlang:)?monitor\s*\(|(?:Process|:erlang)\.monitor\b|(?<![\w@])(?:gen_server|gen_statem):send_request\s*\(|:gen_server\.send_request\b/,
  receive: /(?<![\w:.@])receive\b/,
  start:
    /(?<![\w:.@])(?:erlang:|proc_lib:)?spawn(?:_link|_opt|_monitor|_request)?\s*[( ]|\w+:start(?:_link|_child|_monitor)?\s*\(|\b[A-Z][\w.]*\.(?:start(?:_link|_child|_monitor)?|async(?:_nolink)?)\b|:\w+\.start(?:_link|_child|_monitor)?\b|(?<![\w@])(?:file|ssl|ssh|ftp):(?:open|connect)\s*\(|:(?:file|ssl|ssh|ftp)\.(?:open|connect)\b|\b(?:File|StringIO)\.open\b/,
  insert:
    /(?<![\w@])ets:(?:insert(?:_new)?|update_counter|update_element)\s*\(|:ets\.(?:insert(?:_new)?|update_counter|update_element)\b|\bRegistry\.register\b|(?<![\w@])pg2?:join\s*\(|:pg2?\.join\b/,
  'new-table': /(?<![\w@])ets:new\s*\(|:ets\.new\b|\bRegistry\.start_link\b/,
  atom: /(?<![\w@])(?:erlang:)?(?:list|binary)_to_atom\s*\(|(?:String|List)\.to_atom\b|:erlang\.(?:list|binary)_to_atom\b|\bModule\.concat\b|(?<![\w@])(?:erlang:)?binary_to_term\s*\(|:erlang\.binary_to_term\b|\bkeys:\s*:atoms\b(?!!)/,
  'binary-part':
    /(?<![\w@])binary:(?:part|split|matches?)\s*\(|(?<![\w:.@])binary_part\s*\(|(?<![\w@])string:(?:split|slice|prefix)\s*\(|:binary\.(?:part|split)\b|\bString\.(?:split|slice)\b|<<[^>]*\/(?:binary|bytes)\b|<<[^>]*::\s*(?:binary|bytes)/,
  port: /(?<![\w:.@])(?:erlang:)?open_port\s*\(|(?:gen_(?:tcp|udp|sctp)|socket):(?:connect|accept|listen|open)\s*\(|Port\.open\b|:(?:gen_(?:tcp|udp|sctp)|socket)\.(?:connect|accept|listen|open)\b/,
  delete:
    /(?<![\w@])ets:(?:delete(?:_all_objects|_object)?|match_delete|select_delete|take)\s*\(|:ets\.(?:delete\w*|match_delete|select_delete|take)\b|\bRegistry\.unregister\b|(?<![\w@])pg2?:leave\s*\(|:pg2?\.leave\b/,
  persist: /(?<![\w@])persistent_term:put(?:_new)?\s*\(|:persistent_term\.put(?:_new)?\b/,
  erase: /(?<![\w@])persistent_term:erase(?:_all)?\s*\(|:persistent_term\.erase(?:_all)?\b/,
  timer:
    /(?<![\w:.@])(?:erlang:)?(?:send_after|start_timer)\s*\(|(?<![\w@])timer:(?:send_after|apply_after|exit_after|kill_after|send_interval|apply_interval)\s*\(|\bProcess\.send_after\b|:erlang\.(?:send_after|start_timer)\b|:timer\.(?:send_after|apply_after|exit_after|kill_after|send_interval|apply_interval)\b/,
  keep: /\[[^[\]|]*[^\s[\]|][^[\]|]*\|(?![|>])|(?<![\w@])maps:(?:put|merge|update_with)\s*\(|\b(?:Map|MapSet|Keyword)\.(?:put|put_new|put_new_lazy|update|merge|union)\s*\((?![^,]*,\s*:\w+\s*,)|(?:\w|\))#\{\s*(?:[A-Z<{"[]|\w+[:(])|(?<![\w:.@])(?:erlang:)?put\s*\(\s*(?![a-z]\w*\s*,)|\bProcess\.put\b(?!\s*\(?\s*:\w+\s*,)|(?<=[\w)\]])\s\+\+\s(?=[\w[(])|<<\s*\w+\s*\/\s*binary|(?<![\w@])(?:dict|orddict):(?:store|append|update)\w*\s*\(|(?<![\w@])(?:sets|ordsets|gb_sets):add\w*\s*\(|(?<![\w@])gb_sets:insert\s*\(|gb_trees[.:](?:insert|enter)|:?queue[.:]in(?:_r)?\b|:?array[.:]set\b|\b(?:put_in|update_in)\b|(?<![\w@])maps:from_list|[[{]\s*:?postpone\b|(?<!\w):postpone\b/,
  drop: /(?<![\w@])maps:(?:remove|without|take|filter|with)\s*\(|\b(?:Map|MapSet|Keyword|List)\.(?:delete|delete_at|pop|pop!|drop|take|filter|reject|split)\b|\bEnum\.(?:take|drop|reject|filter|slice|split)\w*\b|(?<![\w@])lists:(?:sublist|delete|keydelete|nthtail|droplast|filter|dropwhile)\s*\(|:?queue[.:](?:out|drop|tail|filter)\w*\b|(?<![\w:.@])(?:erlang:)?erase\s*\(|\bProcess\.delete\b|(?<![\w@])(?:sets|ordsets|gb_sets):(?:del_element|delete|filter)\w*\s*\(|(?<![\w@])(?:dict|orddict):(?:erase|filter)\s*\(|gb_trees[.:](?:delete|take)\w*|\bpop_in\b/,
  empty:
    /(?<![\w@])\w+\s*(?:=>|:=|:|=)\s*(?:\[\]|%\{\}|#\{\}|(?:MapSet|Map|:?queue|:?sets|:?ordsets|:?gb_sets|:?dict|maps)[.:]new\(\)|gb_(?:trees|sets)[.:](?:empty|new)\(\))|(?<![\w@.:])(?:\?MODULE:|__MODULE__\.)?(?:loop|serve|run|wait|listen)\w*\((?:[^()]*,\s*)?(?:\[\]|#\{\}|%\{\})\s*[,)]/,
};

/** What takes an act back in the same function. */
export const undonePatterns: Partial<Readonly<Record<ErlangAct, RegExp>>> = {
  monitor:
    /\bdemonitor\b|receive_response\b|:gen_server\.(?:receive_response|wait_response)|wait_response\b|check_response\b/,
  timer: /\bcancel_timer\b|\btimer:cancel\b|:timer\.cancel\b/,
  port: /\b(?:gen_tcp|gen_udp|gen_sctp|socket):close\b|:(?:gen_tcp|gen_udp|gen_sctp|socket)\.close\b|\bport_close\b|\bPort\.close\b/,
  start: /\b(?:File|StringIO)\.close\b|(?<![\w@])(?:file|ssl|ssh|ftp):close\b|:(?:file|ssl|ssh|ftp)\.close\b/,
};
