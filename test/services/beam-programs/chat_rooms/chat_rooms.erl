%% A room for each topic is started by a supervisor, and no room ever ends.
-module(chat_rooms).
-behaviour(supervisor).
-export([start/0, init/1, visit/1]).

start() ->
    {ok, Pid} = supervisor:start_link({local, room_sup}, ?MODULE, []),
    unlink(Pid),
    spawn(fun() -> visits(1) end),
    ok.

init([]) ->
    Room = #{id => room, start => {chat_room, start_link, []}, restart => temporary},
    {ok, {#{strategy => simple_one_for_one}, [Room]}}.

visits(Number) ->
    visit({topic, Number}),
    timer:sleep(90),
    visits(Number + 1).

visit(Topic) ->
    {ok, Room} = supervisor:start_child(room_sup, [Topic]), %% leak: process-growth
    gen_server:call(Room, join).
