%% A terminal keeps all that was ever printed in it, as what is printed by io: each line is put behind the others.
-module(line_buffers).
-export([start/0, init/1]).

start() ->
    Pid = proc_lib:spawn(?MODULE, init, [[]]),
    spawn(fun() -> print(Pid, 0) end),
    ok.

print(Pid, Number) ->
    Pid ! {print, ["line ", integer_to_list(Number), lists:duplicate(80, $-)]},
    timer:sleep(6),
    print(Pid, Number + 1).

init(Screen) ->
    terminal(Screen, 0).

terminal(Screen, Lines) ->
    receive
        {print, Line} ->
            terminal([Screen, Line, $\n], Lines + 1); %% leak: state-growth
        {lines, From} ->
            From ! Lines,
            terminal(Screen, Lines)
    end.
