%% A linked worker for each job, by proc_lib; it waits for the next job when it is done.
-module(job_workers).
-export([start/0, worker/2]).

start() ->
    spawn(fun() -> process_flag(trap_exit, true), dispatch(1) end),
    ok.

dispatch(Number) ->
    _ = proc_lib:spawn_link(?MODULE, worker, [self(), Number]), %% leak: process-growth
    receive
        {done, Number} -> ok
    after 200 -> ok
    end,
    timer:sleep(60),
    dispatch(Number + 1).

worker(Parent, Number) ->
    Parent ! {done, Number},
    receive
        {job, Next} -> worker(Parent, Next)
    end.
