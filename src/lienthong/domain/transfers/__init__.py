"""What an agency lets the public post do at its one-stop: dated agreements, the tasks transferred, who does them.

An *agreement* names procedures with *steps* (to receive, to give results), the post's *workers* with their training,
and who answers for what. Cases ask ``claim`` before somebody of the post does a step, and note the *deed*. A *fault* is
what went wrong, until it was answered for.
"""
